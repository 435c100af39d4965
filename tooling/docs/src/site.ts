import { execFile, spawn } from 'node:child_process'
import { chmod, chown, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const execute = promisify(execFile)
const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url))
const DEBIAN_15 = '/usr/lib/postgresql/15/bin'
const NOBODY = 65534
const isRoot = process.getuid?.() === 0
/** As which user PostgreSQL runs: not as root. */
const SERVER = isRoot ? ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'] : []

/**
 * A machine as the page expects it, in a folder: a PostgreSQL cluster in Debian's places, and the few commands of the system
 * that an account without its rights cannot run, as scripts: `sudo` runs what it is given, as the database's user where it is
 * told so, `systemctl` starts and stops what the unit says, with its environment, `podman` does what `Containerfile` says in a
 * folder, without a base image.
 */
export interface Site {
  /** Runs a block in `/opt/onewindow`, with paths, port and version put in; variables that it sets stay. */
  run(text: string, input?: string): Promise<string>
  /** Writes a file where the page says it lies. */
  write(path: string, text: string): Promise<void>
  /** What the page's words are here. */
  here(text: string): string
  close(): Promise<void>
}

export async function createSite(ports: { readonly database: number; readonly api: number }): Promise<Site> {
  const root = await mkdtemp(join(tmpdir(), 'onewindow-site-'))
  if (isRoot) await chmod(root, 0o755)
  const cluster = join(root, 'var/lib/postgresql/18')
  const folders = [
    'opt/onewindow',
    'bin',
    'etc/systemd/system',
    'etc/postgresql/18/main/conf.d',
    'var/backups',
  ]
  for (const folder of folders) await mkdir(join(root, folder), { recursive: true })
  await mkdir(cluster, { recursive: true })
  if (isRoot) for (const folder of [cluster, join(root, 'var/backups')]) await chown(folder, NOBODY, NOBODY)
  await writeFile(
    join(root, 'opt/onewindow/onewindow.config.ts'),
    `export { default } from '${REPOSITORY}onewindow.config.ts'\n`,
  )
  for (const folder of ['node_modules', 'packages'])
    await symlink(join(REPOSITORY, folder), join(root, 'opt/onewindow', folder))
  await makeCluster(join(cluster, 'main'), {
    conf: join(root, 'etc/postgresql/18/main/conf.d'),
    port: ports.database,
  })
  await makeCommands(join(root, 'bin'), { root, cluster: join(cluster, 'main'), api: ports.api })

  const here = (text: string): string =>
    text
      .replaceAll(/(?<![\w.])\/(opt|etc|var)\//g, `${root}/$1/`)
      .replaceAll('@127.0.0.1/', `@127.0.0.1:${ports.database}/`)
      .replaceAll(/@127\.0\.0\.1"/g, `@127.0.0.1:${ports.database}"`)
      .replaceAll('127.0.0.1:4000', `127.0.0.1:${ports.api}`)
  const reachingRegistry = Object.entries(process.env).filter(([name]) =>
    /^(npm_config_|node_extra_ca_certs|ssl_cert_file|(https?|no)_proxy)/i.test(name),
  )
  const environment: Record<string, string | undefined> = {
    ...Object.fromEntries(reachingRegistry),
    PATH: `${join(root, 'bin')}:${DEBIAN_15}:${process.env.PATH}`,
    HOME: root,
    LC_ALL: 'C.UTF-8',
    PGHOST: '127.0.0.1',
    PGPORT: String(ports.database),
  }
  const variables = join(root, 'variables')
  await writeFile(variables, '')

  const site: Site = {
    here,
    async write(path, text) {
      await writeFile(here(path), here(text))
    },
    async run(text, input) {
      const script = [
        'set -euo pipefail',
        `source ${variables}`,
        here(text),
        `kept=$(compgen -v | grep -E '^(PASSWORD|ADMIN|DATABASE_URL|ONEWINDOW_.*)$' || true)`,
        `[ -z "$kept" ] || declare -p $kept > ${variables}`,
      ].join('\n')
      const child = spawn('bash', ['-c', script], {
        cwd: join(root, 'opt/onewindow'),
        env: environment,
        // Without a terminal, passwords are read from where the rest is.
        detached: true,
        stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      })
      const said: string[] = []
      for (const stream of [child.stdout, child.stderr])
        stream?.setEncoding('utf8').on('data', (part: string) => said.push(part))
      child.stdin?.end(input)
      const { promise, resolve } = Promise.withResolvers<number | null>()
      child.on('close', resolve)
      const code = await promise
      if (code !== 0) throw new Error(`Ended with ${code}:\n${text}\n${said.join('')}`)
      return said.join('')
    },
    async close() {
      await site.run('systemctl stop onewindow postgresql')
      await rm(root, { recursive: true, force: true })
    },
  }
  await site.run('systemctl start postgresql')
  return site
}

async function makeCluster(
  data: string,
  of: { readonly conf: string; readonly port: number },
): Promise<void> {
  const [command = '', ...as] = [...SERVER, join(DEBIAN_15, 'initdb')]
  await execute(command, [
    ...as,
    '--no-sync',
    '--encoding=UTF8',
    '--locale=C',
    '--username=postgres',
    `--pgdata=${data}`,
  ])
  await writeFile(
    join(data, 'pg_hba.conf'),
    ['all postgres', 'replication postgres']
      .map((who) => `host ${who} 127.0.0.1/32 trust\n`)
      .join('')
      .concat('host all all 127.0.0.1/32 scram-sha-256\n'),
  )
  const settings = await readFile(join(data, 'postgresql.conf'), 'utf8')
  const own = `port = ${of.port}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\ninclude_dir '${of.conf}'\n`
  await writeFile(join(data, 'postgresql.conf'), settings + own)
}

async function makeCommands(
  bin: string,
  of: { readonly root: string; readonly cluster: string; readonly api: number },
): Promise<void> {
  const server = [...SERVER, join(DEBIAN_15, 'pg_ctl'), '-w', '-s', '-m', 'fast', '-D', of.cluster].join(' ')
  const pid = join(of.root, 'onewindow.pid')
  const log = join(of.root, 'onewindow.log')
  const commands = {
    sudo: `if [ "$1" = -u ]; then shift 2; export PGUSER=postgres; exec ${SERVER.join(' ')} "$@"; fi\nexec "$@"`,
    useradd: 'true',
    git: 'true',
    systemctl: `action=$1; shift
for unit in "$@"; do case "$action $unit" in
  "start postgresql") ${server} -l ${of.root}/var/lib/postgresql/18/log start ;;
  "stop postgresql") ${server} stop ;;
  "restart postgresql") ${server} -l ${of.root}/var/lib/postgresql/18/log restart ;;
  "start onewindow"|"enable onewindow")
    unit=${of.root}/etc/systemd/system/onewindow.service
    set -a; . "$(sed -n 's/^EnvironmentFile=//p' "$unit")"; set +a
    cd "$(sed -n 's/^WorkingDirectory=//p' "$unit")"
    setsid $(sed -n 's/^ExecStart=//p' "$unit") > ${log} 2>&1 < /dev/null & echo $! > ${pid}
    for _ in $(seq 600); do grep -q '"serving"' ${log} && break; kill -0 $(cat ${pid}) || { cat ${log}; exit 1; }; sleep 0.1; done ;;
  "stop onewindow") if [ -f ${pid} ]; then
    kill -- -$(cat ${pid}) || true; while kill -0 -- -$(cat ${pid}) 2>/dev/null; do sleep 0.1; done; rm ${pid}; fi ;;
esac; done`,
    podman: `image=${of.root}/image; file=${REPOSITORY}Containerfile
said() { sed -n "s/^$1 //p" "$file"; }
case "$1" in
build)
  [[ "$(said FROM)" == *node:${process.versions.node.split('.')[0]}-* && "$(said COPY)" == ". ." ]]
  mkdir -p $image; tar -C ${REPOSITORY} --exclude-from=${REPOSITORY}.containerignore -c . | tar -C $image -x
  cd $image; said RUN | HOME=${homedir()} bash -e ;;
run)
  while [ "$2" != onewindow ]; do case "$2" in --name|--network) shift ;; --env-file) shift; variables=$2 ;; esac; shift; done
  shift 2; cd $image
  setsid env -i PATH=${dirname(process.execPath)}:$PATH $(cat $variables) $(said ENTRYPOINT | tr -d '[]",') "$@" > ${log} 2>&1 < /dev/null & echo $! > ${pid}
  for _ in $(seq 600); do grep -q '"serving"' ${log} && break; kill -0 $(cat ${pid}) || { cat ${log}; exit 1; }; sleep 0.1; done ;;
healthcheck)
  said 'HEALTHCHECK CMD' | sed 's/:4000/:${of.api}/' | ${process.execPath} -e "
    const [, ...words] = JSON.parse(require('node:fs').readFileSync(0, 'utf8'))
    process.exitCode = require('node:child_process').spawnSync(process.execPath, words, { stdio: 'inherit' }).status" ;;
stop) systemctl stop onewindow ;;
esac`,
  }
  for (const [name, text] of Object.entries(commands)) {
    await writeFile(join(bin, name), `#!/bin/bash\nset -e\n${text}\n`)
    await chmod(join(bin, name), 0o755)
  }
}
