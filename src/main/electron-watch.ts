import { net, powerMonitor } from 'electron';
import { watchNetwork, type NetworkWatch } from './network-watch';

/** Watches sleep and the network through the system. Must run after the app is ready. */
export const openElectronWatch = (): NetworkWatch =>
  watchNetwork({
    isOnline: () => net.isOnline(),
    whenResumed: (listener) => {
      powerMonitor.on('resume', listener);
      return () => powerMonitor.off('resume', listener);
    },
    every: 2_000,
  });
