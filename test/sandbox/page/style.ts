/** The look of the sandbox's HubSpot, payout and index pages: one calm surface, light or dark as the reader has it. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --bg: #f4f6f8; --panel: #ffffff; --sunk: #eef1f5; --ink: #1b2430; --quiet: #566274; --line: #dce2ea;
  --accent: #a83c10; --accent-ink: #ffffff; --link: #1d5bb8; --focus: #1d5bb8;
  --good: #14683f; --good-bg: #def3e7; --warn: #7a4b00; --warn-bg: #fdf0d2; --bad: #a3202c; --bad-bg: #fbe4e6;
  --info: #1d4f91; --info-bg: #e1edfb;
  --shadow: 0 1px 2px rgb(20 30 45 / 6%), 0 1px 6px rgb(20 30 45 / 4%);
}
@media (prefers-color-scheme: dark) {
  :root {
    --bg: #10141a; --panel: #181e26; --sunk: #202833; --ink: #e9edf3; --quiet: #a7b2c2; --line: #2d3744;
    --accent: #ff9c6e; --accent-ink: #26120a; --link: #93bfff; --focus: #93bfff;
    --good: #7fdcaa; --good-bg: #12321f; --warn: #f5c766; --warn-bg: #3a2b0b; --bad: #ff9aa2; --bad-bg: #3d171b;
    --info: #9dc6ff; --info-bg: #16293f;
    --shadow: none;
  }
}
/* A card of another maker's brings its own look. */
@scope (:root) to (#advocacy-card) {
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--bg); color: var(--ink);
  font: 15px/1.5 ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', sans-serif;
  overflow-wrap: anywhere;
}
h1, h2, h3 { line-height: 1.2; margin: 0; text-wrap: balance; font-weight: 650; letter-spacing: -0.011em; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.02rem; } h3 { font-size: 0.95rem; }
p { margin: 0; } a { color: var(--link); text-underline-offset: 2px; }
a:not(:hover) { text-decoration-thickness: 1px; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 12px; top: -60px; background: var(--panel); padding: 8px 12px; z-index: 2; }
.skip:focus { top: 8px; }
.quiet { color: var(--quiet); } .small { font-size: 0.86rem; } .number { font-variant-numeric: tabular-nums; }

.bar { background: var(--panel); border-bottom: 1px solid var(--line); }
.bar > div { max-width: 1240px; margin: auto; padding: 10px 24px; display: flex; gap: 8px 24px; align-items: center; flex-wrap: wrap; }
.brand { display: inline-flex; gap: 9px; align-items: center; color: var(--ink); text-decoration: none; font-weight: 650; }
.brand svg { color: var(--accent); }
.bar nav { display: flex; gap: 4px; flex-wrap: wrap; }
.bar nav a { padding: 5px 10px; border-radius: 6px; color: var(--quiet); text-decoration: none; font-weight: 550; }
.bar nav a:hover { background: var(--sunk); color: var(--ink); }
.bar nav a[aria-current] { background: var(--sunk); color: var(--ink); }
.bar .search { margin-left: auto; }
main { max-width: 1240px; margin: auto; padding: 28px 24px 64px; display: grid; gap: 20px; }
main.narrow { max-width: 560px; padding-top: 48px; } main.reading { max-width: 880px; }
footer { max-width: 1240px; margin: auto; padding: 0 24px 40px; }

.panel { background: var(--panel); border: 1px solid var(--line); border-radius: 12px; padding: 20px; box-shadow: var(--shadow); display: grid; gap: 14px; align-content: start; min-width: 0; }
.panel.flush { padding: 0; overflow: hidden; }
.head { display: flex; gap: 10px 16px; align-items: center; flex-wrap: wrap; }
.head > :first-child { flex: 1 1 auto; min-width: 0; }
.tag { display: inline-block; padding: 1px 9px; border-radius: 99px; font-size: 0.8rem; font-weight: 600; background: var(--sunk); color: var(--quiet); white-space: nowrap; }
.tag.good { background: var(--good-bg); color: var(--good); } .tag.warn { background: var(--warn-bg); color: var(--warn); }
.tag.bad { background: var(--bad-bg); color: var(--bad); } .tag.info { background: var(--info-bg); color: var(--info); }
.notice { border-radius: 8px; padding: 10px 14px; background: var(--good-bg); color: var(--good); font-weight: 550; }
.notice.bad { background: var(--bad-bg); color: var(--bad); }

button, .button {
  font: inherit; font-weight: 600; padding: 7px 14px; border-radius: 8px; border: 1px solid var(--line); cursor: pointer;
  background: var(--panel); color: var(--ink); text-decoration: none; display: inline-block; line-height: 1.4;
}
button:hover, .button:hover { background: var(--sunk); }
button.primary, .button.primary { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); }
button.primary:hover, .button.primary:hover { filter: brightness(0.93); }
button.danger { color: var(--bad); }
.buttons { display: flex; gap: 8px; flex-wrap: wrap; align-items: start; } .buttons:has(> .inline) { align-items: end; }
input:not([type='checkbox']), select {
  font: inherit; padding: 7px 10px; border-radius: 8px; border: 1px solid color-mix(in srgb, var(--quiet) 60%, var(--line));
  background: var(--panel); color: var(--ink); min-width: 0; max-width: 100%; min-height: 40px;
}
input[type='checkbox'] { width: 17px; height: 17px; accent-color: var(--accent); flex: none; margin: 3px 0 0; }
form.inline { display: flex; gap: 8px; flex-wrap: wrap; align-items: end; }
label.field { display: grid; gap: 4px; font-size: 0.86rem; font-weight: 600; min-width: 0; }
fieldset { border: 0; padding: 0; margin: 0; display: grid; gap: 4px; min-width: 0; } legend { padding: 0 0 6px; font-weight: 600; }
details > summary { cursor: pointer; list-style: none; } details > summary::-webkit-details-marker { display: none; }
details[open] > summary { background: var(--sunk); } details > form { margin-top: 12px; }

table { width: 100%; border-collapse: collapse; }
th { text-align: left; font-size: 0.8rem; color: var(--quiet); font-weight: 600; background: var(--sunk); }
th, td { padding: 10px 16px; border-bottom: 1px solid var(--line); vertical-align: top; }
tbody tr:last-child td { border-bottom: 0; } tbody tr:hover td { background: color-mix(in srgb, var(--sunk) 45%, transparent); }
td.number, th.number { text-align: right; white-space: nowrap; }
th, td { overflow-wrap: break-word; }
.empty { padding: 36px 20px; text-align: center; color: var(--quiet); }

dl.properties { margin: 0; display: grid; gap: 12px; } dl.properties div { display: grid; gap: 1px; }
dl.properties dt { font-size: 0.8rem; color: var(--quiet); font-weight: 550; } dl.properties dd { margin: 0; }
.clamp { text-align: left; display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical; overflow: hidden; }
.record { display: grid; grid-template-columns: minmax(0, 290px) minmax(0, 1fr) minmax(0, 340px); gap: 20px; align-items: start; }
.stack { display: grid; gap: 20px; min-width: 0; }
.avatar { width: 52px; height: 52px; border-radius: 50%; display: grid; place-items: center; background: var(--info-bg); color: var(--info); font-weight: 650; font-size: 1.1rem; flex: none; }
.who { display: flex; gap: 14px; align-items: center; min-width: 0; } .who > div:last-child { min-width: 0; }
.list { list-style: none; margin: 0; padding: 0; display: grid; gap: 12px; } .list li { min-width: 0; }
.timeline { list-style: none; margin: 0; padding: 0 0 0 18px; border-left: 2px solid var(--line); display: grid; gap: 14px; }
.timeline li { position: relative; }
.timeline li::before { content: ''; position: absolute; left: -24px; top: 7px; width: 10px; height: 10px; border-radius: 50%; background: var(--panel); border: 2px solid var(--quiet); }
.timeline li.good::before { border-color: var(--good); } .timeline li.bad::before { border-color: var(--bad); }
.card { border-top: 3px solid var(--accent); }
.light {
  color-scheme: light; color: var(--ink);
  --panel: #ffffff; --sunk: #eef1f5; --ink: #1b2430; --quiet: #566274; --line: #dce2ea; --link: #1d5bb8; --focus: #1d5bb8;
}
.glance { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 12px; padding-bottom: 14px; border-bottom: 1px solid var(--line); }
.glance b { font-size: 1.3rem; line-height: 1.2; } .glance .small { font-weight: 500; }
.views { display: flex; flex-wrap: wrap; border: 1px solid var(--line); border-radius: 9px; background: var(--panel); padding: 3px; gap: 3px; }
.views a { padding: 4px 12px; border-radius: 6px; text-decoration: none; color: var(--quiet); font-weight: 600; } .views a:hover { background: var(--sunk); }
.views a[aria-current] { background: var(--sunk); color: var(--ink); }

.hero { display: grid; gap: 14px; padding: 12px 0 4px; } .hero h1 { font-size: clamp(1.7rem, 4vw, 2.3rem); } .hero p { max-width: 62ch; font-size: 1.06rem; color: var(--quiet); }
.steps { margin: 0; padding: 0; list-style: none; counter-reset: step; display: grid; gap: 18px; }
.steps li { counter-increment: step; display: grid; grid-template-columns: 34px 1fr; gap: 14px; }
.steps li::before { content: counter(step); width: 30px; height: 30px; border-radius: 50%; display: grid; place-items: center; background: var(--sunk); color: var(--ink); font-weight: 650; }
.tiles { display: grid; gap: 16px; grid-template-columns: repeat(auto-fit, minmax(190px, 1fr)); }
.tiles.places { grid-template-columns: repeat(auto-fit, minmax(145px, 1fr)); } .places .panel { padding: 16px; }
.tiles.figures { grid-template-columns: repeat(auto-fit, minmax(125px, 1fr)); } .figures b { font-size: 1.35rem; line-height: 1.2; } .figures .tile { gap: 0; } fieldset + fieldset { margin-top: 10px; } legend { font-weight: 650; }
label.field { align-content: end; } label.field input, label.field select { font-weight: 400; }
.steps h3 { padding: 4px 0 2px; }
.tile { display: grid; gap: 6px; align-content: start; }
.consent .scope { display: flex; gap: 12px; padding: 9px 0; border-bottom: 1px solid var(--line); align-items: start; cursor: pointer; }
.consent .scope span { display: grid; } .consent strong { font-weight: 550; } code { font: 0.84rem/1.5 ui-monospace, 'SFMono-Regular', Menlo, Consolas, monospace; color: var(--quiet); }

@media (max-width: 1020px) { .record { grid-template-columns: minmax(0, 1fr) minmax(0, 340px); } .record > :first-child { order: 3; grid-column: 1 / -1; } .record > :first-child dl.properties { grid-template-columns: repeat(auto-fill, minmax(190px, 1fr)); } }
@media (max-width: 720px) { .record { grid-template-columns: minmax(0, 1fr); } .record > :last-child { order: -1; } main { padding: 20px 16px 48px; } .bar > div { padding: 10px 16px; } table, tbody, tr, td { display: block; } thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); } tr { padding: 10px 16px; border-bottom: 1px solid var(--line); } tr:last-child { border-bottom: 0; } td { display: grid; grid-template-columns: 108px minmax(0, 1fr); gap: 10px; padding: 3px 0; border: 0; text-align: left !important; } td::before { content: attr(data-label); color: var(--quiet); font-size: 0.86rem; } .bar .search { margin-left: 0; width: 100%; } .bar .search input { flex: 1; } }
@media (prefers-reduced-motion: no-preference) { button, .button, .bar nav a { transition: background 0.12s; } }
}
`;
