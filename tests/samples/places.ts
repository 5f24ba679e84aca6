/** A country as the sheet knows it. Names stand with the Latin letters their owner's e-mail address has. */
export type Place = {
  country: string;
  /** How many of a hundred rows live here. */
  share: number;
  first: readonly string[];
  last: readonly string[];
  /** City and postal code; `#` stands for a digit. */
  cities: readonly (readonly [city: string, postal: string])[];
  streets: readonly string[];
  mobile: string;
  phone: string;
};

/** `Name|latin` where the two differ by more than accents. */
export const PLACES: readonly Place[] = [
  {
    country: 'Germany',
    share: 42,
    first: [
      'Jörg',
      'Käthe',
      'Sabine',
      'Uwe',
      'Anneliese',
      'Dörte',
      'Heiko',
      'Malte',
      'Swantje',
      'Günther',
      'Maren',
      'Özlem',
      'Tjark',
      'Birgit',
    ],
    last: [
      'Groß',
      'Müller-Lüdenscheidt',
      'Strauß',
      'von der Heide',
      'Jäger',
      'Petersen',
      'Öztürk',
      'Kühn',
      'Behrens',
      'Schön',
      'Röhricht',
      'Claußen',
      'Wächter',
      'zu Dohna',
    ],
    cities: [
      ['Dresden', '01067'],
      ['Leipzig', '04109'],
      ['Halle (Saale)', '06108'],
      ['Chemnitz', '09111'],
      ['Hamburg', '20095'],
      ['Bremerhaven', '27568'],
      ['Köln', '50667'],
      ['Saarbrücken', '66111'],
      ['München', '80331'],
      ['Görlitz', '02826'],
    ],
    streets: [
      'Werftstraße #',
      'Am Alten Markt 1#',
      'Schöne Aussicht ##',
      'Königsallee 1##',
      'Hinter der Mühle #a',
    ],
    mobile: '+49 15# ### ## ###',
    phone: '+49 3## ### ####',
  },
  {
    country: 'Austria',
    share: 6,
    first: ['Leopold', 'Elfriede', 'Franz-Josef', 'Veronika'],
    last: ['Pichler', 'Höllerl', 'Grünwald', 'Mayrhofer'],
    cities: [
      ['Wien', '1010'],
      ['Graz', '8010'],
      ['St. Pölten', '3100'],
    ],
    streets: ['Mariahilfer Straße 1##', 'Hauptplatz #'],
    mobile: '+43 664 ### ####',
    phone: '+43 1 ### ####',
  },
  {
    country: 'Denmark',
    share: 8,
    first: ['Søren', 'Åse', 'Jørgen', 'Bjarne', 'Mette'],
    last: ['Rasmussen', 'Østergård', 'Nørgaard', 'Kjær'],
    cities: [
      ['Aarhus', '8000'],
      ['København K', '1050'],
      ['Ærøskøbing', '5970'],
    ],
    streets: ['Havnegade ##', 'Søndergade 1#, 2. tv'],
    mobile: '+45 ## ## ## ##',
    phone: '+45 ## ## ## ##',
  },
  {
    country: 'France',
    share: 9,
    first: ['Éloïse', 'Gaël', 'Maëlys', 'Cédric', 'Anaïs'],
    last: ['Lefèvre', "D'Aubigné", 'Bérard', 'Île-de-Ré'],
    cities: [
      ['Saint-Étienne', '42000'],
      ['Bourg-en-Bresse', '01000'],
      ['Nîmes', '30900'],
    ],
    streets: ["#, rue de l'Église", '1#, quai des Chaînes'],
    mobile: '+33 6 ## ## ## ##',
    phone: '+33 4 ## ## ## ##',
  },
  {
    country: 'Poland',
    share: 8,
    first: ['Łucja', 'Zdzisław', 'Świętosława', 'Paweł'],
    last: ['Brzęczyszczykiewicz', 'Żółkiewska', 'Gołąb', 'Ćwikła'],
    cities: [
      ['Łódź', '90-001'],
      ['Gdańsk', '80-830'],
      ['Białystok', '15-062'],
    ],
    streets: ['ul. Świętojańska ##', 'al. Niepodległości 1##/#'],
    mobile: '+48 6## ### ###',
    phone: '+48 58 ### ## ##',
  },
  {
    country: 'Greece',
    share: 4,
    first: ['Ελένη|eleni', 'Γιώργος|giorgos', 'Δέσποινα|despina'],
    last: ['Παπαδοπούλου|papadopoulou', 'Νικολάου|nikolaou', 'Ξενάκης|xenakis'],
    cities: [
      ['Θεσσαλονίκη', '546 22'],
      ['Πάτρα', '262 21'],
    ],
    streets: ['Τσιμισκή ##', 'Εγνατία 1##'],
    mobile: '+30 69# ### ####',
    phone: '+30 2310 ### ###',
  },
  {
    country: 'Ukraine',
    share: 4,
    first: ['Оксана|oksana', 'Дмитро|dmytro', 'Їва|yiva'],
    last: ['Шевченко|shevchenko', 'Коваленко|kovalenko', "Мар'яненко|marianenko"],
    cities: [
      ['Львів', '79000'],
      ['Одеса', '65000'],
    ],
    streets: ['вул. Городоцька, ##', 'просп. Свободи, #'],
    mobile: '+380 67 ### ## ##',
    phone: '+380 32 ### ## ##',
  },
  {
    country: 'Japan',
    share: 5,
    first: ['陽子|yoko', '健一|kenichi', 'さくら|sakura'],
    last: ['渡辺|watanabe', '髙橋|takahashi', '小林|kobayashi'],
    cities: [
      ['横浜市', '220-0011'],
      ['札幌市', '060-0001'],
    ],
    streets: ['中央区北一条西 #丁目', '西区高島 #-#-#'],
    mobile: '+81 90 #### ####',
    phone: '+81 45 ### ####',
  },
  {
    country: 'Ireland',
    share: 6,
    first: ['Siobhán', 'Pádraig', 'Aoife', 'Conor'],
    last: ["O'Brien", 'Ní Dhomhnaill', 'Mac an Bhaird', "O'Shea"],
    cities: [
      ['Cork', 'T12 X70A'],
      ['Galway', 'H91 E2K3'],
    ],
    streets: ['## Patrick Street', "St. Brigid's Road #"],
    mobile: '+353 87 ### ####',
    phone: '+353 21 ### ####',
  },
  {
    country: 'United States',
    share: 8,
    first: ['Xiomara', 'LaToya', 'Wm. "Bill"|bill', 'José'],
    last: ['Núñez', 'Smith-Jones', 'van Houten', 'Washington, Jr.|washington'],
    cities: [
      ['Boston', '02108'],
      ['Portland', '97205'],
      ['Newark', '07102'],
    ],
    streets: ['1## Harbor Blvd, Suite #00', 'One Main St.'],
    mobile: '(503) 555-01##',
    phone: '(617) 555-01##',
  },
];

export const KOSOVO: Place = {
  country: 'Kosovo',
  share: 0,
  first: ['Arbër', 'Blerta', 'Driton'],
  last: ['Krasniqi', 'Gashi', 'Hoxha'],
  cities: [
    ['Prishtinë', '10000'],
    ['Prizren', '20000'],
  ],
  streets: ['Rruga Agim Ramadani ##'],
  mobile: '+383 44 ### ###',
  phone: '+383 38 ### ###',
};

export const DOMAINS = [
  'solvind.example',
  'werft-nord.example',
  'kaigrund.example',
  'halden-energie.example',
  'brise-et-fils.example',
  'lodowiec.example',
  'meltemi.example',
  'tidewater.example',
  'nordlicht-netze.example',
  'aerosund.example',
] as const;

export const NOTES = [
  'Prefers e-mail',
  'Calls back after 4 pm\nnever on Fridays',
  'Said: "send the offer again", twice',
  'Met at the fair; wants a quote; in no hurry',
  'Zähler hängt im Keller\nSchlüssel beim Hausmeister\nvorher anrufen',
  'Rabatt 10 % – bis Jahresende 😀',
  '- no calls -',
  'See also C-000017',
  'Très satisfaite, à rappeler',
] as const;
