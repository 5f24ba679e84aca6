import { createTheme, type CSSVariablesResolver } from '@mantine/core';
import { hull, night, plainTokens, salt, schemeTokens, type SchemeToken } from './tokens';

/** Mantine in our own hand: one place for every value the kit takes from a theme. */
export const theme = createTheme({
  primaryColor: 'hull',
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  luminanceThreshold: 0.3,
  colors: { hull, gray: salt, dark: night },
  white: '#FFFFFF',
  black: '#12201F',
  fontFamily: plainTokens.font,
  fontFamilyMonospace: plainTokens.mono,
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '18px', xl: '24px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '30px' },
  defaultRadius: 'sm',
  radius: { xs: '4px', sm: '6px', md: '10px', lg: '10px', xl: '10px' },
  fontWeights: { regular: '400', medium: '500', bold: '600' },
  spacing: { xs: '4px', sm: '8px', md: '16px', lg: '24px', xl: '32px' },
  shadows: { md: 'var(--bh-shadow-2)', xl: 'var(--bh-shadow-2)' },
  focusRing: 'auto',
  respectReducedMotion: true,
  cursorType: 'pointer',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '24px', lineHeight: '30px' },
      h2: { fontSize: '18px', lineHeight: '24px' },
      h3: { fontSize: '13px', lineHeight: '20px' },
    },
  },
  components: {
    Button: {
      defaultProps: { variant: 'default', size: 'sm' },
      classNames: { root: 'bh-button' },
      vars: (_theme: unknown, props: { variant?: string }) => ({
        root:
          props.variant === 'default'
            ? { '--button-bd': '1px solid var(--bh-control)' }
            : props.variant === 'filled'
              ? { '--button-color': 'var(--bh-on-accent)' }
              : {},
      }),
    },
    ActionIcon: {
      defaultProps: { variant: 'subtle', color: 'gray', size: 32 },
      classNames: { root: 'bh-icon-button' },
    },
    Paper: { defaultProps: { withBorder: true, radius: 'md' }, classNames: { root: 'bh-paper' } },
    // Floats inside the page's own region, so that no menu stands outside every landmark.
    Portal: { defaultProps: { target: '#portal' } },
    Modal: {
      defaultProps: {
        centered: true,
        radius: 'md',
        overlayProps: { backgroundOpacity: 0.4, blur: 0 },
        attributes: { header: { role: 'presentation' } },
      },
      classNames: { content: 'bh-floating', header: 'bh-floating-head', title: 'bh-title' },
    },
    Drawer: {
      defaultProps: { attributes: { header: { role: 'presentation' } } },
      classNames: { content: 'bh-floating', header: 'bh-floating-head', title: 'bh-title' },
    },
    Table: { defaultProps: { verticalSpacing: 7, horizontalSpacing: 10, highlightOnHover: true } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true }, classNames: { tooltip: 'bh-tooltip' } },
    Badge: { defaultProps: { radius: 'xs', variant: 'light', tt: 'none' } },
    Notification: { defaultProps: { withBorder: true } },
    Input: { classNames: { wrapper: 'bh-input' } },
    InputWrapper: {
      classNames: { label: 'bh-input-label', description: 'bh-input-hint', error: 'bh-input-error' },
    },
    Checkbox: { classNames: { input: 'bh-check' } },
    Radio: { classNames: { radio: 'bh-check' } },
    Switch: { classNames: { track: 'bh-switch' } },
    SegmentedControl: {
      defaultProps: { radius: 8 },
      classNames: { root: 'bh-segments', indicator: 'bh-segments-on' },
    },
    Menu: {
      defaultProps: { shadow: 'md', withInitialFocusPlaceholder: false },
      classNames: { dropdown: 'bh-dropdown' },
    },
    Popover: { defaultProps: { shadow: 'md' }, classNames: { dropdown: 'bh-dropdown' } },
    Combobox: { defaultProps: { shadow: 'md' }, classNames: { dropdown: 'bh-dropdown' } },
  },
});

const pick = (name: SchemeToken, dark: boolean): string => schemeTokens[name][dark ? 1 : 0];

const variablesOf = (dark: boolean): Record<`--${string}`, string> => {
  const own: Record<`--${string}`, string> = {};
  for (const name of Object.keys(schemeTokens) as SchemeToken[]) own[`--bh-${name}`] = pick(name, dark);
  return {
    ...own,
    '--mantine-color-body': pick('canvas', dark),
    '--mantine-color-text': pick('ink', dark),
    '--mantine-color-default': pick('surface', dark),
    '--mantine-color-default-hover': pick('sunken', dark),
    '--mantine-color-default-color': pick('ink', dark),
    '--mantine-color-default-border': pick('line', dark),
    '--mantine-color-placeholder': pick('ink-3', dark),
    '--mantine-color-dimmed': pick('ink-3', dark),
    '--mantine-color-error': pick('failed-text', dark),
    '--mantine-color-anchor': pick('accent-text', dark),
    '--mantine-color-disabled': pick('sunken', dark),
    '--mantine-color-disabled-color': pick('ink-3', dark),
    '--mantine-color-disabled-border': pick('line', dark),
    '--mantine-color-hull-filled-hover': pick('accent-hover', dark),
    '--mantine-color-hull-light': pick('accent-tint', dark),
    '--mantine-color-hull-light-hover': dark ? '#173F47' : '#D6E9EC',
    '--mantine-color-hull-light-color': pick('accent-text', dark),
    '--mantine-color-hull-text': pick('accent-text', dark),
    '--mantine-color-hull-contrast': pick('on-accent', dark),
    '--mantine-primary-color-contrast': pick('on-accent', dark),
  };
};

/** Publishes every token as `--bh-*` and hands Mantine the ones it knows under names of its own. */
export const cssVariablesResolver: CSSVariablesResolver = () => {
  const variables: Record<`--${string}`, string> = {};
  for (const [name, value] of Object.entries(plainTokens)) variables[`--bh-${name}`] = value;
  hull.forEach((shade, index) => (variables[`--bh-hull-${index}`] = shade));
  return { variables, light: variablesOf(false), dark: variablesOf(true) };
};
