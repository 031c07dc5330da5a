/** The mark as browsers show it beside the page's title. */
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="9" fill="#0b4f54"/>
<path fill="#3aa6a0" d="M0 20.5c5 0 7-9.5 13-9.5 5.5 0 6 6 10 6 3.2 0 5-2.2 9-2.200V23a9 9 0 0 1-9 9H9a9 9 0 0 1-9-9z"/>
<path fill="#d7f0ea" d="M0 25c4.5 0 6-5 11-5s7 4.5 12 4.5c3.5 0 5.5-1.5 9-2V23a9 9 0 0 1-9 9H9a9 9 0 0 1-9-9z"/>
<circle cx="22.5" cy="9.5" r="2.7" fill="#f2a65a"/>
</svg>`;
