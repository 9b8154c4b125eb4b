/** The one style sheet. */
export const STYLE: string = `
:root { color-scheme: light dark; --accent: #0b5c8a; --line: #8886; --quiet: #666; }
@media (prefers-color-scheme: dark) { :root { --accent: #7cc4ee; --quiet: #aaa; } }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 42rem; margin: 0 auto; padding: 0 1.25rem 3rem; }
header { display: flex; justify-content: space-between; gap: 1rem; padding: 1rem 0; border-bottom: 1px solid var(--line); }
header strong { color: var(--accent); }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 1.5rem 0 1rem; }
h2 { font-size: 1.1rem; margin: 0; overflow-wrap: anywhere; }
a { color: var(--accent); }
article { border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin: 1rem 0; }
table { width: 100%; border-collapse: collapse; margin: .75rem 0; }
caption { text-align: left; color: var(--quiet); }
th, td { text-align: left; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
.number { text-align: right; padding-right: 0; white-space: nowrap; }
fieldset { border: 1px solid var(--line); border-radius: .5rem; padding: .5rem 1rem 1rem; margin: 0 0 1rem; }
label { display: flex; align-items: center; gap: .5rem; padding: .35rem 0; }
button { font: inherit; padding: .5rem 1.1rem; border: 1px solid var(--accent); border-radius: .4rem; background: var(--accent); color: Canvas; cursor: pointer; }
button.quiet { background: none; color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.quiet, small, .hint { color: var(--quiet); }
.hint { font-size: .875rem; margin: .5rem 0 0; }
button.quiet { color: var(--accent); }
.alert { border-left: .25rem solid #c33; padding: .5rem .75rem; background: #c332; }
.note { border-left: .25rem solid var(--accent); padding: .5rem .75rem; background: #0b5c8a22; }
`.trimStart();
