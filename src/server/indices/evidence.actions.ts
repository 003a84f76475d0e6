import { holdFiles, storeUpload } from '#server/documents/index.ts'
import type { FileRef, UploadRefusal } from '#server/documents/index.ts'
import { err } from '#server/platform/index.ts'
import type { Ctx, Day, Refusal, Result } from '#server/platform/index.ts'
import { loadCase } from './case.store.ts'
import type { Component } from './component.rules.ts'
import { answersFor, onComponent } from './score.actions.ts'

const FILE_BYTES = 20 * 1024 * 1024

/** Gives the proof of a criterion, with its file where there is one. The right is asked before a byte is kept. */
export async function giveEvidence(
  ctx: Ctx,
  id: string,
  { name, validUntil, file }: { name: string; validUntil: Day | null; file: File | null }
): Promise<Result<Component, Refusal | UploadRefusal>> {
  const found = await loadCase<Component>(ctx, 'component', id)
  if (!found) return err({ code: ctx.actor.may('indices.read') ? 'not-found' : 'forbidden' })
  if (!answersFor(ctx, found.state.owner)) return err({ code: 'forbidden' })
  const files: FileRef[] = []
  if (file && file.size > 0) {
    const owner = `officer:${ctx.actor.id ?? 'system'}`
    const kept = await storeUpload(ctx, file.stream(), { name: file.name, limit: FILE_BYTES, owner })
    if (!kept.ok) return kept
    const held = await holdFiles(ctx, { kind: 'index-component', ref: id, blobs: [kept.value.id] })
    if (!held.ok) return err({ code: 'version-changed' })
    files.push(kept.value)
  }
  return onComponent(ctx, id, { kind: 'give-evidence', name, validUntil, files })
}

/** A file given as proof of this criterion; null when it is none of its own. */
export async function evidenceFile(ctx: Ctx, id: string, file: string) {
  const found = await loadCase<Component>(ctx, 'component', id)
  return found?.state.evidence.flatMap(({ files = [] }) => files).find(one => one.id === file) ?? null
}
