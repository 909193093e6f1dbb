import { z } from 'zod';

const name = z.string().regex(/^[A-Za-z]([\w-]*[A-Za-z0-9])?$/, {
  error: 'letters, digits, _ and -; begins with a letter, ends with a letter or digit',
});
const entry = z.string().regex(/^[^.].*\.[\w$]+$/, { error: 'must be FILE.EXPORT, as in index.handler' });
const version = z.string().regex(/^[A-Za-z0-9]([\w.-]*[A-Za-z0-9])?$/, {
  error: 'letters, digits, _, - and .; begins and ends with a letter or digit',
});

/** What `function.yaml` may say; all of it is optional. */
export const functionSettings = z
  .strictObject({
    /** `file.export`: the file without `.js`, relative to the folder. */
    handler: entry.default('index.handler'),
    /** `file.export` of a function that runs once in each new instance. */
    initializer: entry.optional(),
    /** A call that takes longer ends with 4010 and its instance with it. */
    timeoutSeconds: z.number().min(0.001).max(259_200).default(3),
    /** An initializer that takes longer fails its instance; after three the calls fail. */
    initializerTimeoutSeconds: z.number().min(0.001).max(259_200).default(3),
    /** An instance that needs more ends with 4205. */
    memoryMb: z.int().min(64).max(10_240).default(128),
    /** User data: `context.getUserData(key)`, and `process.env`. */
    environment: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String))
      .default({}),
    package: name.default('default'),
    /** Names of further versions; `latest` is always there. */
    versions: z.array(version.refine((text) => text !== 'latest', 'latest is always there')).default([]),
    /** Alias to the version it stands for. */
    aliases: z.record(name, z.string()).default({}),
  })
  .superRefine(({ aliases, versions }, context) => {
    for (const [alias, target] of Object.entries(aliases))
      if (target !== 'latest' && !versions.includes(target))
        context.addIssue({
          code: 'custom',
          path: ['aliases', alias],
          message: `there is no version ${target}; add it to versions`,
        });
  });

export type FunctionSettings = z.infer<typeof functionSettings>;
