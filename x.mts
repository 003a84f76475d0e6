import { readFileSync, writeFileSync } from 'node:fs'
import { sign } from 'node:crypto'
import { inventAuthority } from './src/server/signatures/authority.ts'
import { prepare, digestOf, filled } from './src/server/signatures/pdf/prepare.ts'
import { signedAttributes, signatureContainer } from './src/server/signatures/cms/build.ts'
import { printLook } from './src/server/signatures/look.ts'
import { boxOn } from './src/server/signatures/pdf/place.ts'
import { verifyPdf } from './src/server/signatures/verify.ts'
import {printForm} from '/work/wt/seal/src/server/dossiers/forms.ts'
import {aReceipt,aResultDocument} from '/work/wt/seal/src/server/dossiers/forms.testing.ts'
const now=new Date(); const d=(n:number)=>new Date(now.getTime()+n*86400e3)
const ca=await inventAuthority({name:'CA thử nghiệm',from:d(-10),until:d(1000)})
const who=await ca.issue({name:'Phạm Thị Hoài Thương',organisation:'UBND phường Mơ Giang',from:d(-1),until:d(300),for:'signing'})
let pdf:Uint8Array=await printForm(aResultDocument())
for(let i=0;i<3;i++){
 let t=performance.now()
 const place={page:'last',corner:'bottom-right',right:15,down:20,width:70,height:20,above:'Phạm Thị Hoài Thương'} as const
 const box=await boxOn(pdf,place)
 let t1=performance.now()
 const look=await printLook({name:'Phạm Thị Hoài Thương',organisation:'Ủy ban nhân dân phường Mơ Giang',at:now,ink:'person',qr:{text:'https://motcua.songmo.gov.vn/verify#'+'A'.repeat(190),code:'K7QF-92MD-3X'}},place)
 let t2=performance.now()
 const p=await prepare(pdf,{kind:'signature',at:now,name:'Phạm Thị Hoài Thương',seal:'abc',look:{pdf:look,box}})
 let t3=performance.now()
 const a=signedAttributes(digestOf(p),who.certificate)
 const sig=sign('sha256',a,who.key)
 const out=filled(p,signatureContainer({attributes:a,signature:sig,key:'ec',chain:who.chain}))
 console.log('place',t1-t,'look',t2-t1,'prep',t3-t2,'sign',performance.now()-t3,out.length)
 if(i==2){writeFileSync('/tmp/stamped.pdf',out); let t=performance.now();console.log((await verifyPdf(out,{anchors:[ca.certificate],crls:[],ocsps:[]},now)).good,performance.now()-t)}
}
