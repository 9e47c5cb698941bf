/** How long a name stays at a caret after it moved. */
const NAME_SECONDS = 3;

const STYLE = `
.stet-overlay { position: absolute; inset: 0; z-index: 1; pointer-events: none; }
.stet-overlay-field { inset: auto; overflow: hidden; }
.stet-mirror { position: absolute; top: 0; left: 0; box-sizing: border-box; visibility: hidden; overflow-wrap: break-word; }
.stet-selection, .stet-caret { position: absolute; top: 0; left: 0; }
.stet-selection { background: color-mix(in srgb, var(--stet-color) 28%, transparent); }
.stet-caret { margin-left: -1px; background: var(--stet-color); }
.stet-name {
  position: absolute; bottom: 100%; left: 0; max-width: 16ch; padding: 1px 6px; overflow: hidden; border-radius: 4px 4px 4px 0;
  background: var(--stet-color); color: var(--stet-ink); font: 600 11px/1.45 var(--stet-label-font, system-ui, sans-serif);
  text-overflow: ellipsis; white-space: nowrap; user-select: none; animation: stet-name ${NAME_SECONDS}s ease-in forwards;
}
.stet-name-turned { right: 0; left: auto; border-radius: 4px 4px 0 4px; }
.stet-name-below { top: 100%; bottom: auto; border-radius: 0 4px 4px 4px; }
.stet-name-below.stet-name-turned { border-radius: 4px 0 4px 4px; }
@keyframes stet-name { 0%, 80% { opacity: 1; } 100% { opacity: 0; } }
`;

let isAdopted = false;

/** Gives the page the style of carets and names. As a constructed sheet it passes a policy that forbids inline styles. */
export function adoptStyle(): void {
  if (isAdopted) return;
  isAdopted = true;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
