import type { KubeObject } from './kubectl';
import { PORTS } from './ports';
import type { Reach } from './reach';

/** A kind as the API server serves it. */
interface Resource {
  /** `/api/v1` or `/apis/GROUP/VERSION`. */
  readonly root: string;
  readonly apiVersion: string;
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly isNamespaced: boolean;
  /** What it may be called: plural, singular, short names. */
  readonly names: readonly string[];
}

interface Discovered {
  readonly items: readonly {
    readonly metadata?: { readonly name?: string };
    readonly versions?: readonly {
      readonly version: string;
      readonly resources?: readonly {
        readonly resource: string;
        readonly singularResource?: string;
        readonly shortNames?: readonly string[];
        readonly responseKind?: { readonly kind: string };
        readonly scope: string;
      }[];
    }[];
  }[];
}

/** An object that came, changed or went. */
export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: KubeObject;
}

const AGGREGATED = { accept: 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList' };
/** A watch may be silent for as long as nothing changes. */
const WATCH_MILLISECONDS = 3_600_000;

/** Reads of the API server as the administrator, without a process for each: they are asked for many times a second. */
export class Api {
  private known: readonly Resource[] = [];

  constructor(private readonly reach: Reach) {}

  async list(kind: string, namespace?: string): Promise<KubeObject[]> {
    const resource = await this.resource(kind);
    const body = await this.get(pathOf(resource, namespace));
    if (body === undefined) throw new Error(`${kind}: the server does not serve it any more`);
    // The items of a list do not say what they are.
    const { apiVersion, kind: named } = resource;
    return (JSON.parse(body) as { items: KubeObject[] }).items.map((item) => ({ ...item, apiVersion, kind: named }));
  }

  async find<T extends KubeObject>(kind: string, name: string, namespace: string): Promise<T | undefined> {
    const body = await this.get(`${pathOf(await this.resource(kind), namespace)}/${name}`);
    return body === undefined ? undefined : (JSON.parse(body) as T);
  }

  /** Hands over every object of a kind, and from then on what becomes of it, until the server ends the watch. */
  async watch(kind: string, onEvent: (event: WatchEvent) => void): Promise<void> {
    const path = `${pathOf(await this.resource(kind))}?watch=true`;
    let rest = '';
    const call = { isSecure: true, timeoutMilliseconds: WATCH_MILLISECONDS };
    await this.reach.stream(PORTS.apiServer, path, call, (chunk) => {
      const lines = `${rest}${chunk}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const event = JSON.parse(line) as { type: string; object: KubeObject };
        if (['ADDED', 'MODIFIED', 'DELETED'].includes(event.type)) onEvent(event as WatchEvent);
      }
    });
  }

  /** Whether there is such a kind. */
  async serves(kind: string): Promise<boolean> {
    return (await this.search(kind)) !== undefined;
  }

  /** The kind by any of its names, as kubectl takes them: `hpa`, `deployments.apps`, `InferenceService`. */
  private async resource(called: string): Promise<Resource> {
    const found = await this.search(called);
    if (found === undefined) throw new Error(`the server has no kind ${called}`);
    return found;
  }

  private async search(called: string): Promise<Resource | undefined> {
    const [name, ...group] = called.toLowerCase().split('.');
    const isMeant = (each: Resource) => each.names.includes(name) && each.group.startsWith(group.join('.'));
    const found = this.known.find(isMeant);
    if (found) return found;
    this.known = [...(await this.discover('/api')), ...(await this.discover('/apis'))];
    return this.known.find(isMeant);
  }

  private async discover(root: string): Promise<Resource[]> {
    const { body } = await this.reach.call(PORTS.apiServer, root, { isSecure: true, headers: AGGREGATED });
    return (JSON.parse(body) as Discovered).items.flatMap(({ metadata, versions = [] }) => {
      const group = metadata?.name ?? '';
      return versions.flatMap(({ version, resources = [] }) =>
        resources.map((each) => ({
          root: `${root}${group && `/${group}`}/${version}`,
          apiVersion: `${group && `${group}/`}${version}`,
          group,
          kind: each.responseKind?.kind ?? '',
          plural: each.resource,
          isNamespaced: each.scope === 'Namespaced',
          names: [each.resource, each.singularResource ?? '', ...(each.shortNames ?? [])],
        })),
      );
    });
  }

  /** The body, or undefined for what is not there. */
  private async get(path: string): Promise<string | undefined> {
    const { status, body } = await this.reach.call(PORTS.apiServer, path, { isSecure: true });
    if (status === 404) return undefined;
    if (status !== 200) throw new Error(`${path}: ${status} ${body}`);
    return body;
  }
}

function pathOf({ root, plural, isNamespaced }: Resource, namespace?: string): string {
  return `${root}${isNamespaced && namespace !== undefined ? `/namespaces/${namespace}` : ''}/${plural}`;
}
