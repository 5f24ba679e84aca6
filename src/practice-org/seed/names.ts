/** A country of the practice company: how its people and places are called. */
export type Region = {
  country: string;
  first: readonly string[];
  last: readonly string[];
  cities: readonly (readonly [city: string, state: string])[];
  streets: readonly string[];
  /** `#` stands for a digit, `@` for a letter. */
  postal: string;
  phone: string;
  legal: readonly string[];
};

export const REGIONS: readonly Region[] = [
  {
    country: 'Germany',
    first: ['Anna', 'Jürgen', 'Lena', 'Matthias', 'Petra', 'Søren', 'Ute', 'Wolfgang', 'Katharina', 'Björn'],
    last: ['Müller', 'Schäfer', 'Weiß', 'Krüger', 'Vogel', 'Böhm', 'Schreiber', 'Lang', 'Hoffmann', 'Neumann'],
    cities: [['Hamburg', 'Hamburg'], ['Köln', 'Nordrhein-Westfalen'], ['München', 'Bayern'], ['Leipzig', 'Sachsen']],
    streets: ['Hafenstraße', 'Lindenweg', 'Am Markt', 'Bahnhofstraße'],
    postal: '#####',
    phone: '+49 40 #######',
    legal: ['GmbH', 'AG', 'KG'],
  },
  {
    country: 'United States',
    first: ['Olivia', 'Marcus', 'Grace', 'Diego', 'Hannah', 'Tyrone', 'Emily', 'Noah', 'Priya', 'Samuel'],
    last: ["O'Connor", 'Johnson', 'Ramirez', 'Whitfield', 'Nguyen', 'Carter', 'Delgado', 'Brooks', 'Patel', 'Sinclair'],
    cities: [['Portland', 'OR'], ['Austin', 'TX'], ['Cleveland', 'OH'], ['Raleigh', 'NC']],
    streets: ['Maple Avenue', 'Second Street', 'Harbor Road', 'Industrial Parkway'],
    postal: '#####',
    phone: '+1 503 555 ####',
    legal: ['Inc.', 'LLC', 'Corp.'],
  },
  {
    country: 'United Kingdom',
    first: ['Amelia', 'Rhys', 'Isla', 'Callum', 'Freya', 'Hamish', 'Poppy', 'Nigel', 'Aisha', 'George'],
    last: ['Hughes', 'MacLeod', 'Ashworth', 'Begum', 'Pritchard', 'Clarke', "O'Neill", 'Wainwright', 'Singh', 'Barnes'],
    cities: [['Bristol', 'Avon'], ['Leeds', 'West Yorkshire'], ['Glasgow', 'Scotland'], ['Cardiff', 'Wales']],
    streets: ['Quay Street', 'Mill Lane', 'Station Road', 'Church Row'],
    postal: '@@# #@@',
    phone: '+44 117 496 ####',
    legal: ['Ltd', 'plc', 'LLP'],
  },
  {
    country: 'France',
    first: ['Élodie', 'Benoît', 'Chloé', 'François', 'Inès', 'Mathéo', 'Zoé', 'Jérôme', 'Agnès', 'Loïc'],
    last: ['Lefèvre', 'Dubois', 'Garçon', 'Moreau', 'Lemaître', 'Bélanger', 'Rousseau', 'Fournier', 'Gauthier', 'Noël'],
    cities: [['Lyon', 'Auvergne-Rhône-Alpes'], ['Nantes', 'Pays de la Loire'], ['Lille', 'Hauts-de-France'], ['Marseille', "Provence-Alpes-Côte d'Azur"]],
    streets: ['rue des Écoles', 'avenue du Port', 'quai Voltaire', 'place de la Gare'],
    postal: '#####',
    phone: '+33 4 72 ## ## ##',
    legal: ['SA', 'SARL', 'SAS'],
  },
  {
    country: 'Poland',
    first: ['Agnieszka', 'Łukasz', 'Małgorzata', 'Paweł', 'Zofia', 'Michał', 'Żaneta', 'Tomasz', 'Ewa', 'Grzegorz'],
    last: ['Kowalski', 'Wiśniewska', 'Dąbrowski', 'Zając', 'Szymański', 'Wójcik', 'Lewandowska', 'Mazur', 'Król', 'Sikora'],
    cities: [['Gdańsk', 'Pomorskie'], ['Łódź', 'Łódzkie'], ['Kraków', 'Małopolskie'], ['Poznań', 'Wielkopolskie']],
    streets: ['ul. Portowa', 'ul. Długa', 'al. Niepodległości', 'ul. Słoneczna'],
    postal: '##-###',
    phone: '+48 58 ### ## ##',
    legal: ['Sp. z o.o.', 'S.A.'],
  },
  {
    country: 'Japan',
    first: ['Haruka', 'Kenji', 'Yui', 'Takumi', 'Sakura', 'Daichi', 'Aiko', 'Ren', 'Naoko', 'Hiroshi'],
    last: ['Tanaka', 'Sato', 'Yamamoto', 'Kobayashi', 'Ito', 'Nakamura', 'Watanabe', 'Suzuki', 'Mori', 'Ishikawa'],
    cities: [['Yokohama', 'Kanagawa'], ['Osaka', 'Osaka'], ['Sapporo', 'Hokkaido'], ['Fukuoka', 'Fukuoka']],
    streets: ['Minato-dori', 'Chuo', 'Sakura-machi', 'Kita-ku'],
    postal: '###-####',
    phone: '+81 45 ### ####',
    legal: ['K.K.', 'Co., Ltd.'],
  },
  {
    country: 'Brazil',
    first: ['João', 'Mariana', 'Thiago', 'Letícia', 'Antônio', 'Beatriz', 'Rafael', 'Conceição', 'Caio', 'Lúcia'],
    last: ['Silva', 'Gonçalves', 'Araújo', 'Pereira', 'Magalhães', 'Rocha', 'Brandão', 'Costa', 'Queiroz', 'Simões'],
    cities: [['São Paulo', 'SP'], ['Recife', 'PE'], ['Porto Alegre', 'RS'], ['Manaus', 'AM']],
    streets: ['Rua das Flores', 'Avenida Atlântica', 'Travessa do Porto', 'Rua São João'],
    postal: '#####-###',
    phone: '+55 11 9####-####',
    legal: ['Ltda.', 'S.A.'],
  },
  {
    country: 'India',
    first: ['Aarav', 'Diya', 'Rohan', 'Meera', 'Vikram', 'Ananya', 'Sanjay', 'Kavya', 'Arjun', 'Lakshmi'],
    last: ['Sharma', 'Iyer', 'Banerjee', 'Reddy', 'Mehta', 'Chatterjee', 'Nair', 'Kapoor', 'Joshi', 'Rao'],
    cities: [['Pune', 'Maharashtra'], ['Chennai', 'Tamil Nadu'], ['Kolkata', 'West Bengal'], ['Bengaluru', 'Karnataka']],
    streets: ['MG Road', 'Station Road', 'Lake View Lane', 'Temple Street'],
    postal: '######',
    phone: '+91 20 #### ####',
    legal: ['Pvt. Ltd.', 'Ltd.'],
  },
];

/** What companies are called, before and after. */
export const COMPANY_HEADS = [
  'Harbour', 'Northwind', 'Blue Lantern', 'Cedar', 'Granite', 'Silver Birch', 'Meridian', 'Old Mill', 'Sunrise', 'Polar',
  'Copper', 'Fjord', 'Kestrel', 'Juniper', 'Lighthouse', 'Riverside', 'Summit', 'Tidewater', 'Vesper', 'Willow',
  'Amber', 'Boreal', 'Compass', 'Driftwood', 'Ember', 'Falcon', 'Glacier', 'Heron', 'Ivory', 'Jasper',
] as const;

export const COMPANY_TAILS = [
  'Energy', 'Logistics', 'Foods', 'Textiles', 'Instruments', 'Marine', 'Printing', 'Tools', 'Bakery', 'Optics',
  'Water', 'Timber', 'Packaging', 'Solar', 'Pharma', 'Media', 'Glass', 'Ceramics', 'Cycles', 'Robotics',
] as const;

export const TITLES = ['Site Manager', 'Head of Purchasing', 'Facility Engineer', 'Accountant', 'Meter Technician', 'Office Manager', 'Director', 'Energy Buyer'] as const;
export const DEPARTMENTS = ['Operations', 'Finance', 'Facilities', 'Purchasing', 'IT', 'Administration'] as const;
