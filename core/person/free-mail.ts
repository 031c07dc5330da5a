/** Providers where anybody has an address: sharing one says nothing about working together. */
const PROVIDERS = new Set(
  (
    '126.com 139.com 163.com 189.cn aim.com alice.it aliceadsl.fr aliyun.com aol.com aol.co.uk aol.de aol.fr ' +
    'arcor.de att.net azet.sk bellsouth.net bigmir.net bigpond.com bigpond.net.au bk.ru blueyonder.co.uk bol.com.br ' +
    'bluewin.ch btinternet.com centrum.cz centrum.sk charter.net comcast.net cox.net daum.net dbmail.com docomo.ne.jp ' +
    'duck.com earthlink.net email.com email.cz email.it ezweb.ne.jp fastmail.com fastmail.fm foxmail.com free.fr ' +
    'freemail.hu freenet.de frontier.com frontiernet.net gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.fr gmx.net ' +
    'googlemail.com hanmail.net hey.com hotmail.ca hotmail.co.jp hotmail.co.uk hotmail.com hotmail.com.br ' +
    'hotmail.de hotmail.es hotmail.fr hotmail.it hotmail.nl hushmail.com i.ua icloud.com ig.com.br iinet.net.au ' +
    'inbox.com inbox.lv inbox.ru interia.eu interia.pl internode.on.net juno.com laposte.net libero.it list.ru ' +
    'live.ca live.co.uk live.com live.com.au live.com.mx live.de live.fr live.it live.nl live.se lycos.com mac.com ' +
    'mail.bg mail.com mail.ee mail.ru mailbox.org mailfence.com me.com mindspring.com msn.com nate.com naver.com ' +
    'netcourrier.com neuf.fr netzero.net ntlworld.com numericable.fr o2.co.uk o2.pl onet.eu onet.pl online.de ' +
    'online.no op.pl optonline.net optusnet.com.au orange.fr outlook.at outlook.com outlook.com.br outlook.de ' +
    'outlook.es outlook.fr outlook.it outlook.jp planet.nl pm.me posteo.de posteo.net prodigy.net.mx proton.me ' +
    'protonmail.ch protonmail.com qq.com quicknet.nl rambler.ru rediffmail.com rocketmail.com rogers.com runbox.com ' +
    'sapo.pt sbcglobal.net seznam.cz sfr.fr shaw.ca sina.cn sina.com sky.com skynet.be softbank.ne.jp sohu.com ' +
    'startmail.com sympatico.ca talktalk.net telefonica.net telenet.be telia.com telus.net terra.com.br tin.it ' +
    'tiscali.co.uk tiscali.it tlen.pl t-online.de tuta.com tuta.io tutanota.com ukr.net uol.com.br usa.net ' +
    'verizon.net videotron.ca virgilio.it virginmedia.com voila.fr volny.cz wanadoo.fr web.de windstream.net wp.pl ' +
    'xs4all.nl xtra.co.nz ya.ru yahoo.ca yahoo.co.id yahoo.co.in yahoo.co.jp yahoo.co.uk yahoo.com yahoo.com.ar ' +
    'yahoo.com.au yahoo.com.br yahoo.com.mx yahoo.de yahoo.es yahoo.fr yahoo.in yahoo.it yandex.com yandex.ru ' +
    'yeah.net ymail.com zipmail.com.br ziggo.nl zoho.com zohomail.com'
  ).split(' '),
);

/** The part of a normalised e-mail after the @. */
export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1);
}

/** Whether an e-mail is at a provider that gives one to anybody, rather than at somebody's employer. */
export function isFreeMail(email: string): boolean {
  return PROVIDERS.has(domainOf(email));
}
