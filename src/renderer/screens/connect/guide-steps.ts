import { callbackUris } from '../../../shared/domain/sign-in';
import { t, type MessageKey } from '../../lib/text';

/** A value to be typed or pasted in Setup, under the name of its field there. */
export type GuideValue = { field: MessageKey; value: string };

export type GuideStep = {
  id: 'open' | 'basics' | 'oauth' | 'security' | 'people' | 'key';
  values: readonly GuideValue[];
  /** Boxes to be set, each a sentence. */
  boxes: readonly MessageKey[];
};

/**
 * What an admin does once, in order. Names of pages, fields and boxes are Salesforce's own, from Salesforce Help
 * ("Create an External Client App", "Configure OAuth Settings").
 */
export const guideSteps: readonly GuideStep[] = [
  {
    id: 'open',
    values: [{ field: 'guide.open.find', value: t('guide.open.find.value') }],
    boxes: [],
  },
  {
    id: 'basics',
    values: [{ field: 'guide.basics.name', value: t('guide.basics.name.value') }],
    boxes: [],
  },
  {
    id: 'oauth',
    values: [
      { field: 'guide.oauth.callbacks', value: callbackUris.join('\n') },
      { field: 'guide.oauth.scope.api', value: t('guide.oauth.scope.api.value') },
      { field: 'guide.oauth.scope.refresh', value: t('guide.oauth.scope.refresh.value') },
    ],
    boxes: [],
  },
  {
    id: 'security',
    values: [],
    boxes: [
      'guide.security.pkce',
      'guide.security.secret',
      'guide.security.refreshSecret',
      'guide.security.rotation',
    ],
  },
  { id: 'people', values: [], boxes: ['guide.people.rights'] },
  { id: 'key', values: [], boxes: [] },
];

/** The whole guide as plain text, to be sent to an admin. */
export const writeGuide = (): string =>
  [
    t('guide.title'),
    ...guideSteps.map(({ id, values, boxes }, index) =>
      [
        `${index + 1}. ${t(`guide.${id}.title`)}`,
        t(`guide.${id}.body`),
        ...values.map(({ field, value }) => `   ${t(field)}: ${value.split('\n').join('\n   ')}`),
        ...boxes.map((box) => `   - ${t(box)}`),
      ].join('\n'),
    ),
  ].join('\n\n');
