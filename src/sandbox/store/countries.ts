/** A country of the store. */
export interface Country {
  readonly id: string;
  readonly alpha3: string;
  readonly name: string;
  readonly regions: readonly {
    readonly id: string;
    readonly code: string;
    readonly name: string;
  }[];
}

const unitedStates =
  '1 AL Alabama|2 AK Alaska|3 AS American Samoa|4 AZ Arizona|5 AR Arkansas|' +
  '6 AE Armed Forces Africa|7 AA Armed Forces Americas|8 AE Armed Forces Canada|' +
  '9 AE Armed Forces Europe|10 AE Armed Forces Middle East|11 AP Armed Forces Pacific|' +
  '12 CA California|13 CO Colorado|14 CT Connecticut|15 DE Delaware|' +
  '16 DC District of Columbia|17 FM Federated States Of Micronesia|18 FL Florida|' +
  '19 GA Georgia|20 GU Guam|21 HI Hawaii|22 ID Idaho|23 IL Illinois|24 IN Indiana|' +
  '25 IA Iowa|26 KS Kansas|27 KY Kentucky|28 LA Louisiana|29 ME Maine|' +
  '30 MH Marshall Islands|31 MD Maryland|32 MA Massachusetts|33 MI Michigan|' +
  '34 MN Minnesota|35 MS Mississippi|36 MO Missouri|37 MT Montana|38 NE Nebraska|' +
  '39 NV Nevada|40 NH New Hampshire|41 NJ New Jersey|42 NM New Mexico|43 NY New York|' +
  '44 NC North Carolina|45 ND North Dakota|46 MP Northern Mariana Islands|47 OH Ohio|' +
  '48 OK Oklahoma|49 OR Oregon|50 PW Palau|51 PA Pennsylvania|52 PR Puerto Rico|' +
  '53 RI Rhode Island|54 SC South Carolina|55 SD South Dakota|56 TN Tennessee|' +
  '57 TX Texas|58 UT Utah|59 VT Vermont|60 VI Virgin Islands|61 VA Virginia|' +
  '62 WA Washington|63 WV West Virginia|64 WI Wisconsin|65 WY Wyoming';

const germany =
  '80 BAW Baden-Württemberg|81 BAY Bayern|82 BER Berlin|83 BRG Brandenburg|' +
  '84 BRE Bremen|85 HAM Hamburg|86 HES Hessen|87 MEC Mecklenburg-Vorpommern|' +
  '79 NDS Niedersachsen|88 NRW Nordrhein-Westfalen|89 RHE Rheinland-Pfalz|' +
  '90 SAR Saarland|91 SAS Sachsen|92 SAC Sachsen-Anhalt|93 SCN Schleswig-Holstein|' +
  '94 THE Thüringen';

const withoutRegions =
  'AT AUT Austria|AU AUS Australia|BE BEL Belgium|CA CAN Canada|CH CHE Switzerland|DK DNK Denmark|' +
  'ES ESP Spain|FI FIN Finland|FR FRA France|GB GBR United Kingdom|IE IRL Ireland|IT ITA Italy|' +
  'JP JPN Japan|NL NLD Netherlands|NO NOR Norway|NZ NZL New Zealand|PL POL Poland|PT PRT Portugal|' +
  'SE SWE Sweden';

/** The countries the store knows: fewer than a real one, the United States and Germany with regions. */
export const countries: readonly Country[] = [
  ...rows(withoutRegions).map(([id, alpha3, name]) => ({ id, alpha3, name, regions: [] })),
  { id: 'DE', alpha3: 'DEU', name: 'Germany', regions: regionsOf(germany) },
  { id: 'US', alpha3: 'USA', name: 'United States', regions: regionsOf(unitedStates) },
].sort((a, b) => (a.id < b.id ? -1 : 1));

function regionsOf(text: string): Country['regions'] {
  return rows(text).map(([id, code, name]) => ({ id, code, name }));
}

function rows(text: string): readonly (readonly [string, string, string])[] {
  return text.split('|').map((row) => {
    const [first = '', second = '', ...name] = row.split(' ');
    return [first, second, name.join(' ')];
  });
}
