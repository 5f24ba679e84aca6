import { openNodeNetwork } from '../../../src/main/salesforce/node-network';
import { serveNetwork } from './serve-network';

serveNetwork(openNodeNetwork(), { proxyAnswers: [], asked: [] });
