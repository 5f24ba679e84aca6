import { MantineProvider, useMantineColorScheme, type MantineColorSchemeManager } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import type { Settings } from '../../shared/contract';
import { cssVariablesResolver, theme } from './theme';

// The choice is kept by the main process with the other settings, not in the window's own storage.
const schemeInMemory: MantineColorSchemeManager = {
  get: (fallback) => fallback,
  set: () => undefined,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined,
};

const Appearance = ({ appearance }: { appearance: Settings['appearance'] }) => {
  const { setColorScheme } = useMantineColorScheme();
  useEffect(
    () => setColorScheme(appearance === 'system' ? 'auto' : appearance),
    [appearance, setColorScheme],
  );
  return null;
};

type ProviderProps = {
  appearance: Settings['appearance'];
  density: Settings['density'];
  /** Nonce of this load of the page: the only styles besides our own files that its policy lets in. */
  styleNonce: string;
  children: ReactNode;
};

/** The kit's ground: theme, tokens, appearance and density. */
export const Provider = ({ appearance, density, styleNonce, children }: ProviderProps) => {
  useEffect(() => {
    document.documentElement.dataset['density'] = density;
  }, [density]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      colorSchemeManager={schemeInMemory}
      defaultColorScheme="auto"
      getStyleNonce={() => styleNonce}
    >
      <Appearance appearance={appearance} />
      {children}
    </MantineProvider>
  );
};
