import { useEffect, useRef, useState } from 'preact/hooks';
import { MISSING, sessionPath } from './api.ts';
import { linkTo, pageSession, useRoute } from './router.ts';
import { views } from './views/registry.ts';

/** The whole page: the header with the menu, and the current view. */
export function App() {
  const route = useRoute();
  const [first = ''] = Object.keys(views);
  const key = Object.hasOwn(views, route.view) ? route.view : first;
  const view = views[key];
  const main = useRef<HTMLElement>(null);
  const shown = useRef(key);
  useEffect(() => {
    document.title = `${view?.title} · Engage export mock`;
    if (shown.current !== key) {
      main.current?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    shown.current = key;
  }, [key, view]);
  return (
    <>
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        Skip to the content
      </button>
      <header class="top">
        <a class="brand" href={linkTo([first])}>
          Engage export <b>mock</b>
        </a>
        <nav aria-label="Views">
          {Object.entries(views).map(([name, { title }]) => (
            <a key={name} href={linkTo([name])} {...(name === key && { 'aria-current': 'page' })}>
              {title}
            </a>
          ))}
        </nav>
        {pageSession !== undefined && <span class="tag">session {pageSession}</span>}
      </header>
      <main id="main" tabIndex={-1} ref={main}>
        <Ended view={key} />
        {view && <view.component key={key} route={route} />}
      </main>
    </>
  );
}

/** The notice that the session of the page has ended. The views keep what they have. */
function Ended({ view }: { readonly view: string }) {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    if (pageSession === undefined) return;
    const look = async (): Promise<void> => {
      const response = await fetch(`/__admin${sessionPath()}`).catch(() => undefined);
      if (response !== undefined) setOver(response.status === 404);
    };
    void look();
    addEventListener(MISSING, look);
    return () => removeEventListener(MISSING, look);
  }, [view]);
  return (
    <div role="status">
      {isOver && (
        <p class="ended">
          The session {pageSession} has ended, or the server was started again. This page shows what it had.{' '}
          <a href="/#/sessions">Begin another session</a>
        </p>
      )}
    </div>
  );
}
