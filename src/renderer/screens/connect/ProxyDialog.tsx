import { useState } from 'react';
import type { ProxyQuestion } from '../../../shared/domain/network';
import { t } from '../../lib/text';
import { answerProxy, useProxyQuestion } from '../../state/proxy';
import { useRunCall } from '../../state/run-call';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Button, Modal, TextInput } from '../../ui/kit';

const Question = ({ question }: { question: ProxyQuestion }) => {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const { pending, error, runCall } = useRunCall();
  const { id, proxy, realm, again } = question;
  const give = (): void => {
    if (username !== '') void runCall(() => answerProxy({ id, signIn: { username, password } }));
  };
  return (
    <form
      className="bh-stack"
      onSubmit={(event) => {
        event.preventDefault();
        give();
      }}
    >
      <div className="bh-sub">
        <p>{t('proxy.why', { proxy })}</p>
        {realm !== '' && <p>{t('proxy.realm', { realm })}</p>}
      </div>
      <TextInput
        label={t('proxy.username')}
        autoComplete="off"
        maxLength={500}
        required
        withAsterisk={false}
        data-autofocus
        value={username}
        error={again ? t('proxy.again') : undefined}
        onChange={(event) => setUsername(event.currentTarget.value)}
      />
      <TextInput
        label={t('proxy.password')}
        description={t('proxy.kept')}
        type="password"
        autoComplete="off"
        maxLength={500}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {error !== null && <ErrorNotice error={error} />}
      <div className="bh-row bh-wrap bh-dialog-acts">
        <Button type="button" onClick={() => void runCall(() => answerProxy({ id, signIn: null }))}>
          {t('proxy.decline')}
        </Button>
        <Button type="submit" variant="filled" loading={pending}>
          {t('proxy.give')}
        </Button>
      </div>
    </form>
  );
};

/** Asks for what a proxy of the network wants to know, whatever screen is open. Escape answers that there is none. */
export const ProxyDialog = () => {
  const { question } = useProxyQuestion();
  if (question === null) return null;
  return (
    <Modal
      opened
      onClose={() => void answerProxy({ id: question.id, signIn: null }).catch(() => undefined)}
      closeOnClickOutside={false}
      title={t('proxy.title')}
      withCloseButton={false}
    >
      <Question key={question.id} question={question} />
    </Modal>
  );
};
