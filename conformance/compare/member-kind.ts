/** An attachment: whatever lies in a folder of the name `files` or `pages`, a CSV too. */
const ATTACHMENT = /(?:^|\/)((?:\d{1,20}\/)?(?:files|pages)\/[^/].*)/is;

/** Tells whether a path is a folder of attachments, or lies in one. */
export function isOfAttachments(path: string): boolean {
  return /(?:^|\/)(?:files|pages)\//i.test(path);
}

/**
 * The meaning of a path in an export: a table, by its name; an attachment, by its path as in the archive; or
 * nothing that is compared.
 */
export type MemberKind =
  | { readonly kind: 'table'; readonly name: string }
  | { readonly kind: 'attachment'; readonly path: string }
  | { readonly kind: 'other' };

/** The meaning of a path; a table has one of these endings. */
export function memberKind(path: string, endings: RegExp): MemberKind {
  const attachment = ATTACHMENT.exec(path)?.[1];
  if (attachment !== undefined) return { kind: 'attachment', path: attachment };
  if (endings.test(path)) return { kind: 'table', name: path.replace(endings, '') };
  return { kind: 'other' };
}
