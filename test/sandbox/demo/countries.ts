import type { Random } from '../random.ts';
import { CULTURES, type CultureName } from './cultures.ts';

/** A country customers sit in. */
export interface Country {
  name: string;
  /** Other ways people type it. */
  spellings: string[];
  culture: CultureName;
  /** City and its time zone. */
  places: [city: string, zone: string][];
  /** Legal forms put behind a company's name; an empty one leaves it bare. */
  forms: string[];
  currency: string;
  /** A number from a range kept free for fiction where the country has one; `#` is a digit. */
  phone: string;
  language: string;
  weight: number;
}

/** name | culture | city@zone, … | legal forms | currency | phone | language | weight | other spellings */
const ROWS = `
United States | english | New York@America/New_York, Austin@America/Chicago, Denver@America/Denver, Seattle@America/Los_Angeles, Phoenix@America/Phoenix | Inc., LLC, Corp,  | USD | +1 212 555 01## | en-us | 34 | USA, U.S., us
Canada | english | Toronto@America/Toronto, Vancouver@America/Vancouver, St. John’s@America/St_Johns | Inc., Ltd.,  | CAD | +1 416 555 01## | en-ca | 5
United Kingdom | english | London@Europe/London, Manchester@Europe/London, Edinburgh@Europe/London | Ltd, plc, LLP,  | GBP | +44 20 7946 0### | en-gb | 10 | UK, England, Great Britain
Ireland | irish | Dublin@Europe/Dublin, Cork@Europe/Dublin | Ltd, DAC | EUR | +353 20 91# #### | en-ie | 2
Germany | german | Berlin@Europe/Berlin, München@Europe/Berlin, Köln@Europe/Berlin | GmbH, AG, GmbH & Co. KG, SE | EUR | +49 30 23125 ### | de | 8 | Deutschland, DE
Austria | german | Wien@Europe/Vienna, Graz@Europe/Vienna | GmbH | EUR | +43 1 555 01## | de | 1
Switzerland | german | Zürich@Europe/Zurich, Genève@Europe/Zurich | AG, Sàrl | CHF | +41 44 555 01## | de | 2
France | french | Paris@Europe/Paris, Lyon@Europe/Paris, Saint-Étienne@Europe/Paris | SAS, SA, SARL | EUR | +33 1 99 00 ## ## | fr | 5
Spain | spanish | Madrid@Europe/Madrid, A Coruña@Europe/Madrid, Las Palmas@Atlantic/Canary | S.L., S.A. | EUR | +34 555 01# ### | es | 3 | España
Mexico | spanish | Ciudad de México@America/Mexico_City, Tijuana@America/Tijuana | S.A. de C.V. | MXN | +52 55 5550 1### | es-mx | 2 | México
Argentina | spanish | Buenos Aires@America/Argentina/Buenos_Aires | S.R.L. | USD | +54 11 5550 1### | es | 1
Brazil | portuguese | São Paulo@America/Sao_Paulo, Manaus@America/Manaus | Ltda., S.A. | BRL | +55 11 5550 1### | pt-br | 3 | Brasil
Portugal | portuguese | Lisboa@Europe/Lisbon, Ponta Delgada@Atlantic/Azores | Lda. | EUR | +351 21 555 01## | pt | 1
Italy | italian | Milano@Europe/Rome, Torino@Europe/Rome | S.p.A., S.r.l. | EUR | +39 02 5550 1## | it | 2 | Italia
Netherlands | dutch | Amsterdam@Europe/Amsterdam, 's-Hertogenbosch@Europe/Amsterdam | B.V., N.V. | EUR | +31 20 555 01## | nl | 3 | Holland, The Netherlands
Sweden | nordic | Stockholm@Europe/Stockholm, Malmö@Europe/Stockholm | AB | SEK | +46 31 390 06## | sv | 2
Denmark | nordic | København@Europe/Copenhagen, Århus@Europe/Copenhagen | A/S, ApS | DKK | +45 55 50 1# ## | da | 1
Norway | nordic | Oslo@Europe/Oslo, Tromsø@Europe/Oslo | AS | NOK | +47 55 50 1# ## | no | 1
Finland | nordic | Helsinki@Europe/Helsinki | Oy | EUR | +358 9 555 01## | fi | 1
Poland | polish | Warszawa@Europe/Warsaw, Łódź@Europe/Warsaw | Sp. z o.o., S.A. | PLN | +48 22 555 01 ## | pl | 2
Czechia | czech | Praha@Europe/Prague, Plzeň@Europe/Prague | s.r.o. | CZK | +420 555 01# ### | cs | 1 | Czech Republic
Türkiye | turkish | İstanbul@Europe/Istanbul, İzmir@Europe/Istanbul | A.Ş. | TRY | +90 212 555 01 ## | tr | 1 | Turkey
Greece | greek | Athína@Europe/Athens | A.E. | EUR | +30 21 5550 1### | el | 1
Ukraine | slavic | Kyiv@Europe/Kyiv, Lviv@Europe/Kyiv | LLC | USD | +380 44 555 01 ## | uk | 1
United Arab Emirates | arabic | Dubai@Asia/Dubai, Abu Dhabi@Asia/Dubai | FZ-LLC, LLC | AED | +971 4 555 01## | ar | 1 | UAE
Kuwait | arabic | Kuwait City@Asia/Kuwait | W.L.L. | KWD | +965 5550 1### | ar | 0.4
Israel | hebrew | Tel Aviv@Asia/Jerusalem, Haifa@Asia/Jerusalem | Ltd. | ILS | +972 3 555 01## | he | 1.5
India | indian | Bengaluru@Asia/Kolkata, Pune@Asia/Kolkata, Kochi@Asia/Kolkata | Pvt. Ltd., Ltd. | INR | +91 80 5550 1### | en | 5
Nepal | indian | Kathmandu@Asia/Kathmandu | Pvt. Ltd. | NPR | +977 1 555 01## | en | 0.3
China | chinese | Shanghai@Asia/Shanghai, Shenzhen@Asia/Shanghai | Co., Ltd. | CNY | +86 21 5550 1### | zh-cn | 1.5
Singapore | chinese | Singapore@Asia/Singapore | Pte. Ltd. | SGD | +65 5550 1### | en | 1.5
Japan | japanese | 東京@Asia/Tokyo, Osaka@Asia/Tokyo | K.K., 株式会社 | JPY | +81 3 5550 1### | ja | 3
South Korea | korean | Seoul@Asia/Seoul, Busan@Asia/Seoul | Co., Ltd. | KRW | +82 2 555 01## | ko | 1.5 | Korea
Vietnam | vietnamese | Hà Nội@Asia/Ho_Chi_Minh | JSC | VND | +84 24 5550 1### | vi | 0.6
Thailand | thai | Bangkok@Asia/Bangkok | Co., Ltd. | THB | +66 2 555 01## | th | 0.6
Australia | english | Sydney@Australia/Sydney, Perth@Australia/Perth, Adelaide@Australia/Adelaide | Pty Ltd | AUD | +61 2 5550 1### | en-au | 3 | AU
New Zealand | english | Auckland@Pacific/Auckland, Waitangi@Pacific/Chatham | Ltd | NZD | +64 9 555 01## | en-nz | 1
Nigeria | westAfrican | Lagos@Africa/Lagos, Abuja@Africa/Lagos | Ltd | NGN | +234 1 555 01## | en | 1.2
Kenya | eastAfrican | Nairobi@Africa/Nairobi | Ltd | KES | +254 20 555 01## | en | 0.8
`;

/** Every country, the weightiest first. */
export const COUNTRIES: Country[] = ROWS.trim()
  .split('\n')
  .map(toCountry)
  .toSorted((a, b) => b.weight - a.weight);

const TOTAL_WEIGHT = COUNTRIES.reduce((sum, country) => sum + country.weight, 0);

/** A country, the weighty ones more often. */
export function anyCountry(random: Random): Country {
  let left = random() * TOTAL_WEIGHT;
  const found = COUNTRIES.find((country) => (left -= country.weight) < 0) ?? COUNTRIES[0];
  if (!found) throw new RangeError('there are no countries');
  return found;
}

function toCountry(row: string): Country {
  const cells = row.split(' | ');
  const [
    name = '',
    culture = '',
    places = '',
    forms = '',
    currency = '',
    phone = '',
    language = '',
    weight = '0',
  ] = cells;
  if (!isCulture(culture)) throw new TypeError(`${name} names no known culture: ${culture}`);
  return {
    name,
    culture,
    currency,
    phone,
    language,
    weight: Number(weight),
    spellings: (cells[8] ?? '').split(', ').filter(Boolean),
    places: places.split(', ').map((place) => {
      const [city = '', zone = ''] = place.split('@');
      return [city, zone];
    }),
    forms: forms === 'Co., Ltd.' ? [forms] : forms.split(', '),
  };
}

function isCulture(name: string): name is CultureName {
  return Object.hasOwn(CULTURES, name);
}
