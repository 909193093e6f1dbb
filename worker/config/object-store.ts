import { FolderStore, type ObjectStore, ObsStore } from '../../activities/objects';
import type { Auth } from '../../functiongraph';
import { environment } from './environment';
import type { Settings } from './schema';

/**
 * The object store of the `objects` section as the plugin's option `objects` takes it: OBS with the credentials of the
 * calls, unless a folder is set; a text that says what is missing where there is none.
 */
export function objectStore(settings: Settings, auth: Auth): ObjectStore | string {
  const { region = '', endpoint, objects = {}, auth: { type = 'aksk' } = {} } = settings;
  if (objects.folder !== undefined) return new FolderStore(objects.folder);
  const remedy = `Set objects.folder in tfg.yaml (or ${environment.objectsFolder})`;
  // A gateway or an emulator has other keys than OBS, or none.
  if (endpoint !== undefined && objects.endpoint === undefined)
    return `this worker has no object store, which ItemReader and ResultWriter need: endpoint is set, so OBS is not assumed. ${remedy}, or objects.endpoint (or ${environment.objectsEndpoint}).`;
  if (type === 'token' || type === 'password')
    return `this worker has no object store, which ItemReader and ResultWriter need: OBS takes no IAM tokens, and auth.type is ${type}. ${remedy}, or auth.type to aksk or agency.`;
  return new ObsStore({
    region,
    auth,
    ...(objects.endpoint !== undefined && { endpoint: objects.endpoint }),
    ...(objects.pathStyle !== undefined && { pathStyle: objects.pathStyle }),
  });
}
