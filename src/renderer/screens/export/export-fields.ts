import type { QueryableField, QueryableObject } from '../../../shared/domain/export';

/** A field as the picker offers it: by the path that goes into the query. */
export type FieldOffer = { path: string; field: QueryableField };

/** Fields of an object itself, its Id first and the rest by label. */
export const offersOf = (object: QueryableObject, relationship: string | null = null): FieldOffer[] => {
  const prefix = relationship === null ? '' : `${relationship}.`;
  const offers = object.fields.map((field) => ({ path: `${prefix}${field.name}`, field }));
  const isId = ({ field }: FieldOffer): boolean => field.type === 'id';
  return [...offers.filter(isId), ...offers.filter((offer) => !isId(offer))];
};

export const findOffers = (offers: readonly FieldOffer[], typed: string): FieldOffer[] => {
  const words = typed.trim().toLowerCase();
  return offers.filter(
    ({ path, field }) =>
      words === '' || path.toLowerCase().includes(words) || field.label.toLowerCase().includes(words),
  );
};

/** A lookup with one kind of parent, whose fields a query can name by a path. */
export type Parent = { relationship: string; label: string; object: string };

export const parentsOf = (object: QueryableObject): Parent[] =>
  object.fields.flatMap(({ relationship, referenceTo, label }) => {
    const [parent, other] = referenceTo;
    if (relationship === null || parent === undefined || other !== undefined) return [];
    return [{ relationship, label: label.replace(/\s+ID$/i, ''), object: parent }];
  });

export const presets = ['onlyId', 'required', 'editable', 'own'] as const;
export type Preset = (typeof presets)[number];

/** The fields a preset stands for, the Id always among them: without it no row finds its record again. */
export const fieldsOfPreset = (preset: Preset, object: QueryableObject): string[] => {
  const fits = (field: QueryableField): boolean => {
    if (field.type === 'id' || preset === 'own') return true;
    if (preset === 'required') return field.required;
    return preset === 'editable' && field.updateable;
  };
  return offersOf(object)
    .filter(({ field }) => fits(field))
    .map(({ path }) => path);
};
