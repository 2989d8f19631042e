// Lays what factcheck knows of a letter into its page: names, verdicts, notes in the margin, findings at their places.
// In myst.yml, under project: `plugins: [factcheck.mjs]`. FACTCHECK names the command, where it is not on the PATH.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { isAbsolute, relative, resolve } from 'node:path';

const waiting = [];
let server;

/** One `factcheck serve --stdio` for the whole build; it keeps nothing running that waits for nothing. */
function started() {
  if (server) return server;
  const child = spawn(process.env.FACTCHECK ?? 'factcheck', ['serve', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const parts = [child, child.stdin, child.stdout];
  const failed = (why) => { while (waiting.length) waiting.shift().no(new Error(`factcheck serve ended: ${why}`)); };
  child.on('error', (error) => failed(error.message));
  child.on('exit', (code) => { server = undefined; failed(`exit ${code}`); });
  child.stdin.on('error', () => {});
  createInterface({ input: child.stdout }).on('line', (line) => {
    waiting.shift()?.yes(JSON.parse(line));
    if (!waiting.length) parts.forEach((part) => part.unref());
  });
  server = { ask: (line) => { parts.forEach((part) => part.ref()); child.stdin.write(line); } };
  return server;
}

function ask(path) {
  return new Promise((yes, no) => {
    waiting.push({ yes, no });
    started().ask(`${JSON.stringify({ path })}\n`);
  });
}

/** Every text of a page in order, with its parent. */
function textsOf(node, found = []) {
  for (const child of node.children ?? []) {
    if (child.type === 'text') found.push({ node: child, parent: node });
    else if (child.type !== 'comment') textsOf(child, found);
  }
  return found;
}

const isSpace = (sign) => /\s/u.test(sign);
/** Quotes are alike: mystmd makes them round. */
const folded = (sign) => ('“”„'.includes(sign) ? '"' : '‘’'.includes(sign) ? "'" : sign);

/** For each code point of the letter the text of the page that holds it, and where in it; spaces have no place. */
function aligned(letter, texts) {
  const signs = texts.flatMap(({ node }, text) => [...node.value].map((sign, at) => ({ sign, text, at })));
  const shown = signs.filter(({ sign }) => !isSpace(sign));
  let next = 0;
  const places = [...letter].map((sign) => (isSpace(sign) ? undefined : shown[next] && folded(shown[next].sign) === folded(sign) ? shown[next++] : null));
  const lost = places.indexOf(null);
  if (lost >= 0) return { lost: [...letter].slice(lost, lost + 40).join('') };
  return next < shown.length ? { lost: shown.slice(next, next + 40).map(({ sign }) => sign).join('') } : { places };
}

/** The pieces of each text that something lies on: text by text, from code point to code point. */
function laid(items, places) {
  const over = new Map();
  for (const item of items) {
    for (let at = item.start; at < item.end; at += 1) {
      const place = places[at];
      if (!place) continue;
      const pieces = over.get(place.text) ?? over.set(place.text, []).get(place.text);
      const last = pieces.findLast((piece) => piece.item === item);
      if (last) last.end = place.at + 1;
      else pieces.push({ item, start: place.at, end: place.at + 1 });
    }
  }
  return over;
}

function wrapped(node, item) {
  if (item.layer === 'mention') return { type: 'abbreviation', title: item.title, children: [node] };
  const data = { verdict: item.verdict, message: item.title };
  return { type: 'span', class: `factcheck-${item.layer} ${item.verdict ?? item.kind ?? ''}`.trim(), data, children: [node] };
}

/** A text in pieces, each within all that lies on it, the longest outermost. */
function cut({ node, parent }, pieces) {
  const signs = [...node.value];
  const ends = [...new Set([0, signs.length, ...pieces.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  const made = ends.slice(1).map((end, number) => {
    const start = ends[number];
    const over = pieces.filter((piece) => piece.start <= start && end <= piece.end);
    over.sort((a, b) => a.item.end - a.item.start - (b.item.end - b.item.start));
    return over.reduce((inner, piece) => wrapped(inner, piece.item), { ...node, value: signs.slice(start, end).join('') });
  });
  parent.children.splice(parent.children.indexOf(node), 1, ...made);
}

function aside(note) {
  const paragraph = (children) => ({ type: 'paragraph', children });
  const links = note.sources.map(({ title, url }) => paragraph([{ type: url ? 'link' : 'span', ...(url && { url }), children: [{ type: 'text', value: title }] }]));
  const words = note.words.map((value) => paragraph([{ type: 'text', value }]));
  return { type: 'aside', kind: 'margin', class: `factcheck-note ${note.kind}`, children: [...words, ...links] };
}

/** The block of the page, a child of one of its outermost, within which a text stands. */
function blockOf(tree, text) {
  const holds = (node) => node === text || (node.children ?? []).some(holds);
  const outer = tree.children.find(holds);
  const within = outer?.type === 'block' ? outer : tree;
  return { within, at: within.children.findIndex(holds) };
}

function told(file, findings) {
  for (const { path, line, column, severity, message, mend } of findings) {
    if (severity === 'note') continue;
    const own = relative(process.cwd(), file.path) === path || resolve(path) === file.path;
    const made = file.message(own ? message : `${path}:${line}:${column}: ${message}`, own ? { line, column } : undefined);
    made.fatal = { error: true, warning: false }[severity] ?? null;
    made.note = mend;
  }
}

async function letter(tree, file) {
  const path = isAbsolute(file.path) ? file.path : resolve(file.path);
  const page = await ask(path);
  told(file, page.findings);
  if (!page.letter) return;
  const texts = textsOf(tree);
  const { places, lost } = aligned(page.text, texts);
  if (lost) {
    file.message(`the page does not show the words of the letter from “${lost}” on [alignment]`).fatal = true;
    return;
  }
  const notes = page.notes.map((note) => ({ ...note, layer: 'anchor' }));
  const asides = notes.map((note) => ({ note, text: texts[places.slice(note.start, note.end).find(Boolean)?.text]?.node }));
  const found = asides.map(({ note, text }) => ({ note, ...blockOf(tree, text) })).sort((a, b) => a.at - b.at);
  const layers = [...page.mentions.map((one) => ({ ...one, layer: 'mention' })), ...page.claims.map((one) => ({ ...one, layer: 'claim' })), ...notes];
  laid(layers, places).forEach((pieces, text) => cut(texts[text], pieces));
  found.reverse().forEach(({ note, within, at }) => within.children.splice(at + 1, 0, aside(note)));
}

const signatories = { name: 'signatories', doc: 'The signers of a letter.', body: { type: 'myst', required: true }, run: (data) => [{ type: 'div', class: 'signatories', children: data.body }] };

export default { name: 'factcheck', directives: [signatories], transforms: [{ name: 'factcheck', stage: 'document', plugin: () => letter }] };
