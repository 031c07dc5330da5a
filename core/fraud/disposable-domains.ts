/**
 * Providers of addresses that live for minutes or are read by anybody, the commonest of them, reviewed in November 2026.
 * Each stands for those below it. One that is missing lets a reward through to its approver; it never holds an honest one.
 */
export const DISPOSABLE_DOMAINS: ReadonlySet<string> = new Set(
  (
    '0-mail.com 10minutemail.com 10minutemail.net 10minutemail.co.uk 10minemail.com 1secmail.com 1secmail.net ' +
    '1secmail.org 20minutemail.com 20minutemail.it anonbox.net anonymbox.com armyspy.com ' +
    'bccto.me binkmail.com bobmail.info boximail.com bugmenot.com byom.de chammy.info ' +
    'cool.fr.nf correo.blogos.net cuvox.de dayrep.com deadaddress.com despam.it devnullmail.com discard.email ' +
    'discardmail.com discardmail.de dispostable.com dodgit.com drdrb.net dropmail.me easytrashmail.com ' +
    'einrot.com emailfake.com emailondeck.com emailsensei.com emailtemporanea.net emailtemporario.com.br ' +
    'emltmp.com fakeinbox.com fakemail.net fakemailgenerator.com fastacura.com fastmazda.com filzmail.com ' +
    'fleckens.hu getairmail.com getnada.com get2mail.fr getonemail.com gishpuppy.com grr.la guerrillamail.biz ' +
    'guerrillamail.com guerrillamail.de guerrillamail.info guerrillamail.net guerrillamail.org ' +
    'guerrillamailblock.com gustr.com harakirimail.com hidemail.de incognitomail.com incognitomail.org ' +
    'inboxbear.com inboxkitten.com instant-mail.de jetable.com jetable.net jetable.org ' +
    'jourrapide.com kasmail.com klzlk.com kurzepost.de lroid.com luxusmail.org mail-temp.com mail-temporaire.fr ' +
    'mail.tm mailcatch.com maildrop.cc mailexpire.com mailforspam.com mailinator.com mailinator.net ' +
    'mailinator2.com mailmetrash.com mailmoat.com mailnator.com mailnesia.com mailnull.com mailpoof.com ' +
    'mailsac.com mailshell.com mailtemp.info mailtothis.com mailzilla.com mega.zik.dj meltmail.com ' +
    'minuteinbox.com mintemail.com moakt.cc moakt.com mohmal.com mt2015.com muellmail.com mvrht.com mytemp.email ' +
    'mytempemail.com mytrashmail.com nada.email nepwk.com nomail.xl.cx nospam.ze.tc nowmymail.com objectmail.com ' +
    'one-time.email onewaymail.com owlpic.com pokemail.net pookmail.com proxymail.eu rcpt.at receiveee.com ' +
    'rhyta.com rppkn.com safetymail.info sendspamhere.com sharklasers.com shortmail.net ' +
    'slopsbox.com smailpro.com sogetthis.com spam.la spam4.me spamavert.com spambog.com ' +
    'spambog.de spambog.ru spambox.us spamcero.com spamcorptastic.com spamday.com spamfree24.org ' +
    'spamherelots.com spamhereplease.com spamhole.com spaml.de spammotel.com spamobox.com ' +
    'spamspot.com superrito.com suremail.info teleworm.us temp-mail.io temp-mail.org temp-mail.ru ' +
    'tempail.com tempemail.co tempemail.com tempemail.net tempinbox.com tempmail.com tempmail.de tempmail.dev ' +
    'tempmail.eu tempmail.it tempmail.net tempmail.plus tempmailaddress.com tempmailo.com tempomail.fr ' +
    'tempr.email temporaryemail.net temporaryinbox.com temporarymail.org thankyou2010.com thisisnotmyrealemail.com ' +
    'throwam.com throwawaymail.com tmail.ws tmailinator.com tmpmail.net tmpmail.org tradermail.info trash-mail.com ' +
    'trash-mail.de trash2009.com trashmail.at trashmail.com trashmail.de trashmail.io trashmail.me trashmail.net ' +
    'trashmail.org trashymail.com trbvm.com tyldd.com wegwerfadresse.de wegwerfemail.de wegwerfmail.de ' +
    'wegwerfmail.net wegwerfmail.org whyspam.me yopmail.com yopmail.fr yopmail.net zetmail.com'
  ).split(' '),
);
