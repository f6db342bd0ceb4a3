import { useEffect, useState } from 'preact/hooks';

/** The time for which a button says that it has copied, milliseconds. */
const SAID_MS = 1500;

/** A text to copy, in a monospaced font, with a button that copies it. */
export function Code({
  text,
  label,
}: {
  readonly text: string /** The name of the text. */;
  readonly label: string;
}) {
  return (
    <figure class="code" aria-label={label}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard. */}
      <pre tabIndex={0}>{text}</pre>
      <Copy text={text} label={label} />
    </figure>
  );
}

/** A button that copies a text to the clipboard. */
export function Copy({ text, label }: { readonly text: string; readonly label: string }) {
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (said === '') return;
    const timer = setTimeout(() => setSaid(''), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = async (): Promise<void> => {
    setSaid((await copied(text)) ? 'Copied' : 'Not copied');
  };
  return (
    <button type="button" class="copy" aria-label={`Copy: ${label}`} onClick={copy}>
      <span aria-live="polite">{said || 'Copy'}</span>
    </button>
  );
}

/** Copies a text. Browsers have the clipboard only in secure contexts: HTTPS, or this machine. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedBySelection(text);
  }
}

function copiedBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  const before = document.activeElement;
  area.value = text;
  area.className = 'hidden';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}
