const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')

/** Where an invented bank asks whether to pay. */
export const payPage = (order: { payment: string; amount: number; description: string; status: string }): string =>
  `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Thanh toán thử nghiệm</title><h1>Thanh toán thử nghiệm</h1>
<p>${escaped(order.description)}</p><p><strong>${order.amount.toLocaleString('vi-VN')} đ</strong> (${order.payment})</p>
${
  order.status === 'pending'
    ? `<form method="post"><button name="act" value="pay">Thanh toán / Pay</button>
<button name="act" value="cancel">Huỷ / Cancel</button></form>`
    : `<p>Đã kết thúc / Over: ${order.status}</p><form method="post"><button name="act" value="back">Quay lại / Back</button></form>`
}</html>`
