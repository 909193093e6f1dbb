import { readYamlFile } from '../../worker/config/yaml-file';
import { checkCase } from './check-case';
import { checkReplies } from './check-replies';
import { Complaints } from './complaints';
import { findDefinition } from './find-definition';
import { namesIn } from './names-in';
import { readDefinitionFile } from './read-definition-file';
import type { TestCase, TestFile } from './test-file';
import type { Replies } from '../../asl';

/** @throws {ConfigurationError} with everything that is wrong with the file or with its definition */
export function readTestFile(path: string): TestFile {
  const file = readYamlFile(path, path);
  const complaints = new Complaints(file);
  const content = complaints.mapping(file.content, [], ['definition', 'replies', 'cases']) ?? {};
  const { definition: named, replies = {}, cases } = content;
  if (named !== undefined && typeof named !== 'string')
    complaints.add(['definition'], 'expected the name of a file.');
  if (!Array.isArray(cases) || cases.length === 0) complaints.add(['cases'], 'expected a list of cases.');
  complaints.throwIfAny();

  const definitionPath = findDefinition(path, named as string | undefined);
  const definition = readDefinitionFile(definitionPath);
  const names = namesIn(definition);
  checkReplies(replies, ['replies'], names, complaints);
  const list = cases as readonly unknown[];
  list.forEach((one, index) => checkCase(one, ['cases', index], names, complaints));
  checkUnique(list as readonly TestCase[], complaints);
  complaints.throwIfAny();
  return {
    path,
    definitionPath,
    definition,
    replies: replies as Replies,
    cases: list as readonly TestCase[],
  };
}

function checkUnique(cases: readonly TestCase[], complaints: Complaints): void {
  const seen = new Set<string>();
  cases.forEach((one, index) => {
    const name = (one as TestCase | null)?.name;
    if (name === undefined) return;
    if (seen.has(name))
      complaints.add(['cases', index, 'name'], `another case is named ${JSON.stringify(name)}, too.`);
    seen.add(name);
  });
}
