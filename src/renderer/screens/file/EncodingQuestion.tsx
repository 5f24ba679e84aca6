import type { Encoding, EncodingDoubt } from '../../../shared/domain/sheet';
import { formatList, t } from '../../lib/text';
import { Banner } from '../../ui/Banner';
import { ChoiceButtons } from './ChoiceButtons';

type EncodingQuestionProps = {
  doubt: EncodingDoubt;
  disabled: boolean;
  onChoose: (encoding: Encoding) => void;
};

/** Asks which letters are right where the file does not say: words of it, as each encoding reads them. */
export const EncodingQuestion = ({ doubt, disabled, onChoose }: EncodingQuestionProps) =>
  doubt.length === 0 ? null : (
    <Banner tone="warn" title={t('file.doubt')}>
      <p>{t('file.doubt.why')}</p>
      <ChoiceButtons<Encoding>
        label={t('file.doubt')}
        value={null}
        choices={doubt.map(({ encoding, words }) => ({
          value: encoding,
          label: t('file.doubt.choice', {
            encoding: t(`file.encoding.${encoding}`),
            words: formatList(words.map((word) => `“${word}”`)),
          }),
        }))}
        disabled={disabled}
        onChoose={onChoose}
      />
    </Banner>
  );
