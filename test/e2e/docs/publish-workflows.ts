export async function publish({ html }: { readonly html: string }): Promise<string> {
  return `published ${html}`;
}
