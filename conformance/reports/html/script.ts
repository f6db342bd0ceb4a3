/**
 * The script of the page: it searches, copies commands and unfolds what a link leads to. The page works
 * without it. It reads texts of the page and writes none of them as HTML.
 */
export const script = `
(() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const search = document.querySelector('#search');
  const shown = document.querySelector('#shown');
  const cases = all('.case');
  const texts = cases.map((one) => one.textContent.toLowerCase());
  const isThere = (one) => one.getClientRects().length > 0;
  const update = () => {
    const words = search.value.toLowerCase().split(/\\s+/).filter((word) => word !== '');
    cases.forEach((one, at) => { one.hidden = !words.every((word) => texts[at].includes(word)); });
    for (const group of all('.group')) group.hidden = false;
    for (const group of all('.group')) group.hidden = !all('.case', group).some(isThere);
    shown.textContent = cases.filter(isThere).length + ' of ' + cases.length + ' cases';
  };
  const showAll = () => {
    search.value = '';
    for (const one of all('#show-all, #level-any')) one.checked = true;
    update();
  };
  const follow = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target === null) return;
    for (let one = target; one !== null; one = one.parentElement) if (one.tagName === 'DETAILS') one.open = true;
    if (!isThere(target) && search !== null) showAll();
    target.closest('.case')?.querySelector('summary').focus({ preventScroll: true });
    (target.closest('.case') ?? target).scrollIntoView();
  };
  if (search !== null) {
    for (const one of all('.with-script')) one.hidden = false;
    search.addEventListener('input', update);
    for (const one of all('.filters input[type=radio]')) one.addEventListener('change', update);
    update();
  }
  const select = (code) => {
    const range = document.createRange();
    range.selectNodeContents(code);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  };
  for (const code of all('.again')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Copy';
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(code.textContent);
      } catch {
        select(code);
        document.execCommand('copy');
      }
      button.textContent = 'Copied';
      setTimeout(() => { button.textContent = 'Copy'; }, 2000);
    });
    code.after(' ', button);
  }
  addEventListener('hashchange', follow);
  follow();
})();
`;
