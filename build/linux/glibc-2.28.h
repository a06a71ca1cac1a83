/* Included before every file of the interpreter: the mathematics of glibc 2.29 got new symbols
   that differ in how they report errors only; the older ones exist in every glibc. */
__asm__(".symver exp,exp@GLIBC_2.2.5");
__asm__(".symver log,log@GLIBC_2.2.5");
__asm__(".symver log2,log2@GLIBC_2.2.5");
__asm__(".symver exp2,exp2@GLIBC_2.2.5");
__asm__(".symver pow,pow@GLIBC_2.2.5");
