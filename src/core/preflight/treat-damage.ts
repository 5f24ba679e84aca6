import type { DamageChoice, LoadOptions } from '../../shared/domain/load';
import type { RowDamage } from '../sheet/row-damage';

/** What a person chose for rows damaged in this way; they are held where nothing was chosen. */
export const treatDamage = (
  { damaged }: Pick<LoadOptions, 'damaged'>,
  damage: RowDamage | null,
): DamageChoice => (damage === null ? 'send' : (damaged[damage.kind] ?? 'hold'));
