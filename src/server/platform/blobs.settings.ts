import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { folderPlace } from './blobs.folder.ts'
import type { BlobKeys } from './blobs.keys.ts'
import { moveShelf, withFormer } from './blobs.moving.ts'
import type { Moved } from './blobs.moving.ts'
import { copyOut } from './blobs.copy.ts'
import { s3Place } from './blobs.s3.ts'
import { openBlobs, openBlobsIn } from './blobs.ts'
import type { BlobStore } from './blobs.ts'
import { readSettings } from './config.ts'
import { RefusedToStart, errorText } from './refused-to-start.ts'

const Settings = z
  .object({
    FILES_S3_URL: z.url({ protocol: /^https?$/ }).optional(),
    FILES_S3_BUCKET: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket')
      .optional(),
    FILES_S3_REGION: z.string().default('us-east-1'),
    FILES_S3_KEY_ID: z.string().default(''),
    FILES_S3_SECRET: z.string().default(''),
    FILES_S3_PATH_STYLE: z
      .enum(['0', '1', 'false', 'true'], 'must be 1 or 0')
      .default('1')
      .transform(word => word === '1' || word === 'true'),
    FILES_S3_PREFIX: z
      .string()
      .regex(/^([\w.-]+\/)*$/, 'must be empty or end in /')
      .default(''),
    FILES_S3_CA_FILE: z.string().optional(),
    FILES_S3_PATIENCE: z.coerce.number('must be seconds').min(1).max(120).default(8)
  })
  .refine(set => !set.FILES_S3_URL || set.FILES_S3_BUCKET, {
    path: ['FILES_S3_BUCKET'],
    error: 'must be named when FILES_S3_URL is set'
  })

const REST_MS = 10_000

/** The bucket that files lie in; null where they lie in the data folder. */
function bucketIn(environment: NodeJS.ProcessEnv) {
  const set = readSettings(Settings, environment)
  if (!set.FILES_S3_URL) return null
  return s3Place({
    url: set.FILES_S3_URL,
    bucket: set.FILES_S3_BUCKET!,
    region: set.FILES_S3_REGION,
    keyId: set.FILES_S3_KEY_ID,
    secret: set.FILES_S3_SECRET,
    pathStyle: set.FILES_S3_PATH_STYLE,
    prefix: set.FILES_S3_PREFIX,
    ca: set.FILES_S3_CA_FILE === undefined ? undefined : authority(set.FILES_S3_CA_FILE),
    patienceMs: set.FILES_S3_PATIENCE * 1000,
    restMs: REST_MS
  })
}

function authority(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new RefusedToStart(`The setting FILES_S3_CA_FILE="${path}" cannot be used: ${errorText(error)}.`)
  }
}

const folderIn = (dataDir: string) => join(dataDir, 'blobs')

/** The files of an installation: in the bucket that is set, where those of before are read in the folder; or in the folder. */
export function openFiles(dataDir: string, keys: BlobKeys, environment = process.env): BlobStore {
  const bucket = bucketIn(environment)
  const folder = folderIn(dataDir)
  return bucket ? openBlobsIn(withFormer(bucket, folderPlace(folder)), folder, keys) : openBlobs(folder, keys)
}

/** Brings the files of the folder into the bucket, a shelf at a time; null where no bucket is set. */
export function openMove(
  dataDir: string,
  keys: BlobKeys,
  environment = process.env
): { readonly to: string; shelf(name: string): Promise<Moved> } | null {
  const bucket = bucketIn(environment)
  if (!bucket) return null
  const former = folderPlace(folderIn(dataDir))
  const blobs = openBlobsIn(withFormer(bucket, former), folderIn(dataDir), keys)
  return { to: bucket.name, shelf: name => moveShelf({ place: bucket, former, blobs, keys }, name) }
}

/** Copies what is in the bucket into a folder, sealed as it lies; null where no bucket is set. */
export function openCopy(environment = process.env): ((folder: string) => Promise<number>) | null {
  const bucket = bucketIn(environment)
  return bucket && (folder => copyOut(bucket, folder))
}
