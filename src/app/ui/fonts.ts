/** Be Vietnam Pro (OFL 1.1, public/fonts/OFL.txt): Latin and Vietnamese in one file a weight. */
const files = { '400': 'be-vietnam-pro-regular', '500 700': 'be-vietnam-pro-semibold' }

/** Shows the app in its own letters; until then in the phone's, so that no screen waits for a file. */
export function loadFonts(): void {
  for (const [weight, file] of Object.entries(files)) {
    const source = `url(/fonts/${file}.woff2) format('woff2')`
    document.fonts.add(new FontFace('Be Vietnam Pro', source, { weight, display: 'swap' }))
  }
}
