import { createTheme } from '@mantine/core';
import type { MantineColorsTuple } from '@mantine/core';

/** A calm teal. Shade 8 carries white text at 6.5:1, shade 9 stands on white at 8:1. */
const teal: MantineColorsTuple = ['#eef8f7', '#d9eeec', '#b3dcd9', '#89c8c4', '#63b4af', '#45a29d', '#2e8f8a', '#1c7a76', '#0f6662', '#08524f'];

export const theme = createTheme({
  primaryColor: 'muc', primaryShade: { light: 8, dark: 8 }, colors: { muc: teal },
  fontFamily: "'Be Vietnam Pro', system-ui, 'Segoe UI', Roboto, sans-serif",
  headings: { fontFamily: "'Be Vietnam Pro', system-ui, sans-serif", fontWeight: '600' },
  fontSizes: { xs: '0.8rem', sm: '0.9rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  lineHeights: { xs: '1.5', sm: '1.5', md: '1.5', lg: '1.5', xl: '1.5' },
  // The placeholder that would take the focus first is no menu item: the first item takes it.
  components: { Menu: { defaultProps: { withInitialFocusPlaceholder: false } } },
  defaultRadius: 'sm', cursorType: 'pointer', respectReducedMotion: true,
});
