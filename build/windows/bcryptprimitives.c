/* For wine only, never in a Setup: wine 8 lacks the bcryptprimitives.dll of Windows, from which
   libraries written in Rust take random bytes. These come from the same place as wine's others. */
#include <windows.h>

BOOLEAN WINAPI SystemFunction036(PVOID, ULONG); /* RtlGenRandom of advapi32 */

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T count)
{
    return SystemFunction036(bytes, (ULONG)count);
}

BOOL WINAPI DllMain(HINSTANCE own, DWORD reason, LPVOID reserved)
{
    return TRUE;
}
