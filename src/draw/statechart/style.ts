/** The colours and fonts of the pictures. */
export const STYLE = `
.statechart{--paper:#fff;--ink:#1c2430;--line:#4a5568;--muted:#5b6675;--fill:#f6f8fb;--fill2:#ffffff;--event:#0b4f9e;--guard:#8a3a00;--link:#0f6b5c;--hair:#c9d2de;max-width:100%;height:auto;font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace}
@media (prefers-color-scheme:dark){.statechart:root{--paper:#14181f;--ink:#e6ebf2;--line:#9aa7b8;--muted:#a3afbf;--fill:#1c222c;--fill2:#232b37;--event:#8fc1ff;--guard:#ffb27a;--link:#6fd6c1;--hair:#3a4555}}
.statechart .paper{fill:var(--paper)}
.statechart .state{fill:var(--fill);stroke:var(--line);stroke-width:1.4}
.statechart .ring{fill:none;stroke:var(--line)}
.statechart .card{fill:var(--fill2);stroke:var(--hair)}
.statechart .hair{stroke:var(--hair);fill:none}
.statechart .name{font:600 14px system-ui,sans-serif;fill:var(--ink)}
.statechart text{fill:var(--ink)}
.statechart .line{fill:none;stroke:var(--line);stroke-width:1.4}
.statechart .head,.statechart .start{fill:var(--line)}
.statechart .event{fill:var(--event);font-weight:600}
.statechart .guard{fill:var(--guard)}
.statechart .turn{fill:var(--muted)}
.statechart .cited{font:11.5px system-ui,sans-serif;fill:var(--link)}
`;
