import { compactName } from './names';

/** What people call standard fields in English, German, French and Spanish spreadsheets. */
const words: Readonly<Record<string, string>> = {
  Id: 'record id, salesforce id, sfdc id, sf id, datensatz-id',
  LastName: 'surname, family name, nachname, familienname, nom de famille, nom, apellido, apellidos',
  FirstName: 'given name, forename, vorname, rufname, prénom, nombre, nombre de pila',
  Name: 'nom, nombre, bezeichnung, firma, firmenname, company, company name, account name, société, entreprise, empresa',
  Company:
    'firma, firmenname, unternehmen, company name, account name, organisation, organization, société, entreprise, empresa',
  Email:
    'e-mail, mail, e-mail address, mail address, e-mail-adresse, mailadresse, courriel, correo, correo electrónico',
  MobilePhone:
    'mobile, mobile number, mobile no, mobil, mobiltelefon, mobilnummer, handy, handynummer, natel, cell, cell phone, portable, téléphone portable, móvil, teléfono móvil',
  Phone:
    'telephone, phone number, phone no, business phone, tel, telefon, telefonnummer, rufnummer, téléphone, teléfono',
  Fax: 'fax number, telefax, faxnummer',
  Salutation: 'anrede, civilité, tratamiento',
  Title: 'job title, position, funktion, berufsbezeichnung, titre, poste, fonction, cargo',
  Department: 'abteilung, département, departamento',
  LeadSource: 'source, lead origin, quelle, herkunft, leadquelle, origine, origen',
  Birthdate:
    'birthday, date of birth, birth date, geburtstag, geburtsdatum, date de naissance, fecha de nacimiento',
  Description:
    'notes, note, comment, comments, remarks, beschreibung, bemerkung, bemerkungen, notiz, notizen, commentaire, commentaires, comentario, comentarios, descripción',
  Website: 'web, web site, homepage, url, webseite, internetseite, site web, sitio web, página web',
  Industry: 'branche, secteur, sector',
  NumberOfEmployees:
    'employees, headcount, mitarbeiter, mitarbeiterzahl, anzahl mitarbeiter, effectif, empleados',
  AnnualRevenue: 'revenue, turnover, umsatz, jahresumsatz, chiffre d’affaires, ingresos',
  Amount: 'betrag, summe, montant, importe',
  CloseDate: 'abschlussdatum, date de clôture, fecha de cierre',
  StageName: 'stage, phase, étape, etapa',
  Subject: 'betreff, sujet, objet, asunto',
  Status: 'state of affairs, statut, estado',
  Priority: 'priorität, priorité, prioridad',
  ActivityDate: 'due date, due, fälligkeitsdatum, fällig am, échéance, fecha de vencimiento',
  Quantity: 'qty, menge, anzahl, quantité, cantidad',
  UnitPrice: 'price, preis, stückpreis, prix, prix unitaire, precio',
  ProductCode: 'sku, article number, artikelnummer, référence, código de producto',
};

/** Address parts, which objects prefix: Mailing on contacts, Billing on accounts, nothing on leads. */
const addressWords: Readonly<Record<string, string>> = {
  Street: 'address, street address, strasse, straße, anschrift, adresse, rue, calle, dirección',
  City: 'town, ort, stadt, wohnort, ville, localité, ciudad, población',
  PostalCode: 'postcode, zip, zip code, zip/postal code, plz, postleitzahl, code postal, cp, código postal',
  State: 'province, state/province, bundesland, kanton, provincia',
  Country: 'land, staat, pays, país',
};
const addressPrefixes = ['', 'Mailing', 'Billing', 'PersonMailing'];

const byWord = new Map<string, string[]>();

const learn = (word: string, fields: readonly string[]): void => {
  const compact = compactName(word);
  byWord.set(compact, [...(byWord.get(compact) ?? []), ...fields]);
};

for (const [field, list] of Object.entries(words)) {
  for (const word of list.split(', ')) learn(word, [field]);
}
for (const [part, list] of Object.entries(addressWords)) {
  const fields = addressPrefixes.map((prefix) => prefix + part);
  for (const word of [part, ...list.split(', ')]) learn(word, fields);
}

/** API names of standard fields that a header is a common word for, likeliest first. */
export const findSynonyms = (header: string): readonly string[] => byWord.get(compactName(header)) ?? [];
