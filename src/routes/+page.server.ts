import type { PageServerLoad } from './$types'

/** TEMPORARY: fixed names until the catalogue says which procedures are used most. */
export const load: PageServerLoad = () => ({
  popular: [
    { href: '/procedures/1.001193', name: 'Đăng ký khai sinh', field: 'Hộ tịch', limit: 'Trong ngày' },
    { href: '/procedures/1.000894', name: 'Đăng ký kết hôn', field: 'Hộ tịch', limit: 'Trong ngày' },
    { href: '/procedures/2.000815', name: 'Chứng thực bản sao từ bản chính', field: 'Chứng thực', limit: 'Trong ngày' },
    {
      href: '/procedures/1.001612',
      name: 'Đăng ký thành lập hộ kinh doanh',
      field: 'Hộ kinh doanh',
      limit: '3 ngày làm việc'
    },
    {
      href: '/procedures/1.004873',
      name: 'Cấp giấy xác nhận tình trạng hôn nhân',
      field: 'Hộ tịch',
      limit: '3 ngày làm việc'
    },
    {
      href: '/procedures/1.004227',
      name: 'Đăng ký biến động quyền sử dụng đất',
      field: 'Đất đai',
      limit: '10 ngày làm việc'
    }
  ],
  life: ['Khai sinh', 'Kết hôn', 'Chứng thực', 'Hộ kinh doanh', 'Đất đai']
})
