import { createTransport } from 'nodemailer'
import { print } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { acceptMail } from './accept.ts'
import { openLetters } from './open.ts'
import * as store from './store.ts'

const ADDRESS = 'motcua.mogiang@songmo.example'

/** Papers of invented people, printed like the demonstration's scans. */
const EXTRACT = {
  title: 'Trích lục khai sinh',
  ...{ holder: 'Trần Gia Bảo', number: '099224000045', birth: '17/06/2024' }
}
const DECLARATION = {
  ...{ holder: 'Đỗ Văn Hùng', number: '099085000217', birth: '09/08/1985', phone: '0903456789' },
  request: 'Xác nhận thông tin về cư trú'
}

/** Three letters that wait at the ward's desk, one of which names a dossier, one with a file that was refused. */
export async function tellLetters(ctx: Ctx, unit: string): Promise<void> {
  if ((await store.boxesAt(ctx, [ADDRESS])).length > 0) return
  await store.addBox(ctx, { address: ADDRESS, unit })
  const [named] = await ctx.sql<{ code: string }[]>`
    select code as "code" from dossier where receiving_unit = ${unit} and finished_at is null
    order by received_at desc nulls last, code limit 1`
  const letters = [
    {
      from: 'Trần Thị Bình <binh.tran@thu.example>',
      subject: named ? `Bổ sung giấy tờ hồ sơ ${named.code}` : 'Bổ sung giấy tờ',
      text: 'Kính gửi Bộ phận Một cửa phường Mơ Giang,\n\nTôi gửi bản chụp trích lục còn thiếu. Xin cảm ơn.\n\nTrần Thị Bình',
      attachments: [{ filename: 'Trích lục khai sinh.pdf', content: await aPage(EXTRACT) }]
    },
    {
      from: 'Văn phòng UBND xã Cầu Mây <vanphong.caumay@songmo.example>',
      subject: 'Chuyển tờ khai của công dân',
      text: 'Kính chuyển phường Mơ Giang tờ khai của công dân thường trú trên địa bàn phường.',
      attachments: [
        { filename: 'Tờ khai.pdf', content: await aPage(DECLARATION) },
        { filename: 'Ảnh động.gif', content: Buffer.from('GIF89a\x01\0\x01\0'), contentType: 'image/gif' }
      ]
    },
    {
      from: 'Lê Văn Cường <cuong.le@thu.example>',
      subject: 'Hỏi giấy tờ cần mang theo',
      text: 'Tôi muốn đăng ký tạm trú cho cháu, cần mang giấy tờ gì? Xin hướng dẫn giúp.',
      attachments: []
    }
  ]
  const writer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  for (const [at, letter] of letters.entries()) {
    const written = await writer.sendMail({ ...letter, to: ADDRESS, messageId: `<${at}@demonstration.songmo.example>` })
    const sender = /<(.*)>/.exec(letter.from)![1]!
    await acceptMail(ctx, once(written.message as Buffer), { sender, to: [ADDRESS] }, 1 << 20)
  }
  await openLetters(ctx)
}

const aPage = async (written: object): Promise<Buffer> =>
  Buffer.from(await print('src/server/scans/sample.typ', { pages: 1, ...written }))
async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
