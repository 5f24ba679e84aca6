import { defaultCountAbove, needsCount } from '../core/preflight/needs-count';
import type { Program } from '../main/compose';
import { isDeletion, type Operation } from '../shared/domain/sobject';
import { text } from '../shared/messages/format';
import type { CommandIo } from '../main/command-io';
import type { Consent } from './load-spec';
import type { OpenedOrg } from './open-org';
import { refuse } from './refusal';

/** Whether what a person typed is a yes; anything else is a no. */
export const saysYes = (answer: string): boolean => /^y(es)?$/i.test(answer.trim());

type Plan = { operation: Operation; rows: number; objectLabel: string; org: OpenedOrg };

const needsNumber = async ({ settings }: Program, { operation, rows, org }: Plan): Promise<boolean> => {
  const { countAbove } = await settings.get();
  return needsCount({
    operation,
    rows,
    orgType: org.type,
    countAbove: countAbove[org.id] ?? defaultCountAbove,
  });
};

/**
 * Makes sure that what is about to be written is meant. Deleting, and writing many rows to production, takes the
 * number of rows; any write to production takes a yes. Elsewhere the command itself is the order.
 *
 * @throws {import('./refusal').Refusal} naming what is missing
 */
export const agree = async (program: Program, plan: Plan, consent: Consent, io: CommandIo): Promise<void> => {
  const { operation, rows, objectLabel, org } = plan;
  const words = { rows, operation, object: objectLabel, org: org.name };
  if (consent.confirmRows !== null && consent.confirmRows !== rows)
    refuse('cli.confirm.differs', { rows, given: consent.confirmRows });
  if (rows === 0 || consent.confirmRows === rows) return;
  if (await needsNumber(program, plan))
    refuse(isDeletion(operation) ? 'cli.confirm.delete' : 'cli.confirm.many', words);
  if (org.type !== 'production' || consent.yes) return;
  if (io.ask === null) return refuse('cli.confirm.production', words);
  const answer = await io.ask(text('cli.confirm.question', words));
  if (!saysYes(answer)) refuse('cli.confirm.no');
};
