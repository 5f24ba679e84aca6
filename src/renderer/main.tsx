// First, so that no part of the kit or the grid can put a style in without the nonce.
import { styleNonce } from './lib/style-nonce';
// Then the common styles, so that those of a part or a screen come after them and win.
import './ui/styles.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { t } from './lib/text';
import { followExports } from './state/exports';
import { followDoctor } from './state/doctor';
import { followReading } from './state/intake';
import { followDescriptions } from './state/descriptions';
import { followLoads } from './state/loads';
import { followOrgs } from './state/orgs';
import { followProxies } from './state/proxy';
import { fetchLaterScreens } from './routes';
import { followSignIn } from './state/sign-in';
import { fetchSettings } from './state/settings';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root element.');

document.getElementById('portal')?.setAttribute('aria-label', t('shell.floating'));

followLoads();
followDescriptions();
followOrgs();
followExports();
followReading();
followSignIn();
followDoctor();
followProxies();
fetchLaterScreens();
void fetchSettings();

createRoot(root).render(
  <StrictMode>
    <App styleNonce={styleNonce} />
  </StrictMode>,
);
