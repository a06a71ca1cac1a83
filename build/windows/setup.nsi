; Setup for Windows, per user, in Simplified Chinese and English. build/nsis.py compiles it and gives
;   VERSION    0.1.0                   SOURCE     the frozen program
;   OUTPUT     the file to make        ICONS      icons of the kinds of file
;   KILOBYTES  what is installed       TARGET     kind of Setup (see nsis.py)
;
;   Setup.exe /S [/D=FOLDER] [/LANG=2052]    installs without a question
;   Uninstall.exe /S                         takes it away; what people made stays
;
; Ends with 0 when done, 3 while the program runs, 4 on a Windows that is too old, 5 where the folder
; belongs to another program, 2 for anything else. After a failure the earlier version is back.

Target ${TARGET}
Unicode true
SetCompressor /SOLID lzma
SetCompressorDictSize 32
SetDateSave on
AllowSkipFiles off ; a file that cannot be written ends it, silent or not
RequestExecutionLevel user
ManifestSupportedOS Win10
ManifestDPIAware true
CRCCheck force

!include "MUI2.nsh"
!include "LogicLib.nsh"
!include "FileFunc.nsh"
!include "x64.nsh"

!define ID "surveyapp"
!define WINDOW "${ID}-window.exe"
!define OLDEST_BUILD 17763 ; Windows 10 of 1809: what Qt 6.9 asks for
!define SETTINGS "Software\${ID}"
!define CLASSES "Software\Classes"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${ID}"
!define ASIDE "$INSTDIR\earlier-version"

Name "$(PROGRAM)"
BrandingText "$(PROGRAM) ${VERSION}"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\${ID}"
InstallDirRegKey HKCU "${SETTINGS}" "Folder"

!define MUI_ICON "${ICONS}/surveyapp.ico"
!define MUI_UNICON "${ICONS}/surveyapp.ico"
!define MUI_ABORTWARNING
!define MUI_LANGDLL_ALLLANGUAGES
!define MUI_LANGDLL_REGISTRY_ROOT HKCU
!define MUI_LANGDLL_REGISTRY_KEY "${SETTINGS}"
!define MUI_LANGDLL_REGISTRY_VALUENAME "Language"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${WINDOW}"
!define MUI_FINISHPAGE_SHOWREADME
!define MUI_FINISHPAGE_SHOWREADME_TEXT "$(ON_DESKTOP)"
!define MUI_FINISHPAGE_SHOWREADME_NOTCHECKED
!define MUI_FINISHPAGE_SHOWREADME_FUNCTION PutOnDesktop

!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES

; The first is taken where Windows speaks a third language.
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_RESERVEFILE_LANGDLL

LangString PROGRAM ${LANG_SIMPCHINESE} "公众调查"
LangString PROGRAM ${LANG_ENGLISH} "Public survey"
LangString ON_DESKTOP ${LANG_SIMPCHINESE} "在桌面上放置快捷方式"
LangString ON_DESKTOP ${LANG_ENGLISH} "Put a shortcut on the desktop"
LangString TYPE_SURVEY ${LANG_SIMPCHINESE} "调查文件"
LangString TYPE_SURVEY ${LANG_ENGLISH} "Survey"
LangString TYPE_PACKAGE ${LANG_SIMPCHINESE} "调查数据包"
LangString TYPE_PACKAGE ${LANG_ENGLISH} "Sealed survey package"
LangString TYPE_UPDATE ${LANG_SIMPCHINESE} "公众调查更新文件"
LangString TYPE_UPDATE ${LANG_ENGLISH} "Update of Public survey"
LangString RUNNING ${LANG_SIMPCHINESE} "程序正在运行。请保存并关闭后重试。"
LangString RUNNING ${LANG_ENGLISH} "The program is running. Please save, close it, and retry."
LangString TOO_OLD ${LANG_SIMPCHINESE} "本程序需要 64 位 Windows 10（1809 版）或更新的系统。"
LangString TOO_OLD ${LANG_ENGLISH} "This program needs 64-bit Windows 10 (1809) or newer."
LangString NOT_OURS ${LANG_SIMPCHINESE} "该文件夹属于其他程序，请另选一个。"
LangString NOT_OURS ${LANG_ENGLISH} "That folder belongs to another program. Please choose another one."

VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"
!macro Describe LANGUAGE NAME WHAT
  VIAddVersionKey /LANG=${LANGUAGE} "ProductName" "${NAME}"
  VIAddVersionKey /LANG=${LANGUAGE} "FileDescription" "${WHAT}"
  VIAddVersionKey /LANG=${LANGUAGE} "CompanyName" "${ID}"
  VIAddVersionKey /LANG=${LANGUAGE} "LegalCopyright" ""
  VIAddVersionKey /LANG=${LANGUAGE} "FileVersion" "${VERSION}"
  VIAddVersionKey /LANG=${LANGUAGE} "ProductVersion" "${VERSION}"
!macroend
!insertmacro Describe ${LANG_SIMPCHINESE} "公众调查" "公众调查安装程序"
!insertmacro Describe ${LANG_ENGLISH} "Public survey" "Setup of Public survey"

; Ends with a code; says why where somebody is there to read it.
!macro Refuse CODE REASON
  ${IfNot} ${Silent}
    MessageBox MB_OK|MB_ICONSTOP "${REASON}"
  ${EndIf}
  SetErrorLevel ${CODE}
  Quit
!macroend

; Windows lets nobody write into a program that runs.
!macro RequireStopped FILE
  ${DoWhile} ${FileExists} "$INSTDIR\${FILE}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${FILE}" a
    ${IfNot} ${Errors}
      FileClose $0
      ${ExitDo}
    ${EndIf}
    ${If} ${Silent}
    ${OrIf} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" IDCANCEL`
      SetErrorLevel 3
      Quit
    ${EndIf}
  ${Loop}
!macroend

; EXTENSION opens with the program; where somebody chose another one before, Windows still offers it.
!macro Associate EXTENSION TYPE ICON NAME
  WriteRegStr HKCU "${CLASSES}\${ID}.${TYPE}" "" "${NAME}"
  WriteRegStr HKCU "${CLASSES}\${ID}.${TYPE}\DefaultIcon" "" "$INSTDIR\icons\${ICON}.ico"
  WriteRegStr HKCU "${CLASSES}\${ID}.${TYPE}\shell\open\command" "" '"$INSTDIR\${WINDOW}" "%1"'
  WriteRegStr HKCU "${CLASSES}\.${EXTENSION}" "" "${ID}.${TYPE}"
  WriteRegStr HKCU "${CLASSES}\.${EXTENSION}\OpenWithProgids" "${ID}.${TYPE}" ""
!macroend

!macro Dissociate EXTENSION TYPE
  ReadRegStr $0 HKCU "${CLASSES}\.${EXTENSION}" ""
  ${If} $0 == "${ID}.${TYPE}"
    DeleteRegValue HKCU "${CLASSES}\.${EXTENSION}" ""
  ${EndIf}
  DeleteRegValue HKCU "${CLASSES}\.${EXTENSION}\OpenWithProgids" "${ID}.${TYPE}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.${EXTENSION}\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.${EXTENSION}"
  DeleteRegKey HKCU "${CLASSES}\${ID}.${TYPE}"
!macroend

!macro TellExplorer
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

; Under the name of either language: the one before may have spoken the other.
!macro RemoveShortcuts
  Delete "$SMPROGRAMS\公众调查.lnk"
  Delete "$SMPROGRAMS\Public survey.lnk"
!macroend

Function .onInit
  SetRegView 64
  ReadRegStr $0 HKLM "Software\Microsoft\Windows NT\CurrentVersion" "CurrentBuildNumber"
  ${If} $0 < ${OLDEST_BUILD}
    !insertmacro Refuse 4 "$(TOO_OLD)"
  ${EndIf}
  !if ${NSIS_PTR_SIZE} = 4 ; the other kind starts on 64 bits only
    ${IfNot} ${RunningX64}
      !insertmacro Refuse 4 "$(TOO_OLD)"
    ${EndIf}
  !endif
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/LANG=" $1
  ${If} ${Errors}
    !insertmacro MUI_LANGDLL_DISPLAY
  ${Else}
    StrCpy $LANGUAGE $1
  ${EndIf}
FunctionEnd

Function un.onInit
  !insertmacro MUI_UNGETLANGUAGE
FunctionEnd

; Nothing is deleted before the new one is whole: what was there moves aside first.
Function MoveAside
  RMDir /r "${ASIDE}"
  CreateDirectory "${ASIDE}"
  ClearErrors
  Rename "$INSTDIR\_internal" "${ASIDE}\_internal"
  ${If} ${Errors}
    ; The folder is there and something in it is open.
    RMDir "${ASIDE}"
    !insertmacro Refuse 3 "$(RUNNING)"
  ${EndIf}
  Rename "$INSTDIR\${ID}.exe" "${ASIDE}\${ID}.exe"
  Rename "$INSTDIR\${WINDOW}" "${ASIDE}\${WINDOW}"
FunctionEnd

Function .onInstFailed
  ${If} ${FileExists} "${ASIDE}\*.*"
    RMDir /r "$INSTDIR\_internal"
    Delete "$INSTDIR\${ID}.exe"
    Delete "$INSTDIR\${WINDOW}"
    Rename "${ASIDE}\_internal" "$INSTDIR\_internal"
    Rename "${ASIDE}\${ID}.exe" "$INSTDIR\${ID}.exe"
    Rename "${ASIDE}\${WINDOW}" "$INSTDIR\${WINDOW}"
    RMDir "${ASIDE}"
  ${EndIf}
FunctionEnd

Function PutOnDesktop
  CreateShortCut "$DESKTOP\$(PROGRAM).lnk" "$INSTDIR\${WINDOW}"
FunctionEnd

Section "-program"
  ${If} ${FileExists} "$INSTDIR\_internal\*.*"
  ${AndIfNot} ${FileExists} "$INSTDIR\${WINDOW}"
    !insertmacro Refuse 5 "$(NOT_OURS)"
  ${EndIf}
  !insertmacro RequireStopped "${WINDOW}"
  !insertmacro RequireStopped "${ID}.exe"
  ${If} ${FileExists} "$INSTDIR\_internal\*.*"
    Call MoveAside
  ${EndIf}
  SetOutPath "$INSTDIR"
  ; One after the other, as both hold the same modules: the second is packed as good as away.
  File "${SOURCE}/${ID}.exe" "${SOURCE}/${WINDOW}"
  SetOutPath "$INSTDIR\_internal"
  File /r "${SOURCE}/_internal/*.*"
  SetOutPath "$INSTDIR\icons"
  File "${ICONS}/survey.ico" "${ICONS}/package.ico" "${ICONS}/surveyapp.ico"
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\Uninstall.exe"
  RMDir /r "${ASIDE}"
SectionEnd

Section "-menu"
  !insertmacro RemoveShortcuts
  CreateShortCut "$SMPROGRAMS\$(PROGRAM).lnk" "$INSTDIR\${WINDOW}"
  !insertmacro Associate "survey" "survey" "survey" "$(TYPE_SURVEY)"
  !insertmacro Associate "svp" "package" "package" "$(TYPE_PACKAGE)"
  !insertmacro Associate "svu" "update" "surveyapp" "$(TYPE_UPDATE)"
  WriteRegStr HKCU "${SETTINGS}" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${SETTINGS}" "Language" "$LANGUAGE"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "$(PROGRAM)"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${WINDOW}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "${ID}"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\Uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\Uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  !insertmacro TellExplorer
SectionEnd

; Only what Setup brought goes: surveys, keys and settings stay, even beside the program.
Section "Uninstall"
  !insertmacro RequireStopped "${WINDOW}"
  !insertmacro RequireStopped "${ID}.exe"
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "${ASIDE}"
  Delete "$INSTDIR\${ID}.exe"
  Delete "$INSTDIR\${WINDOW}"
  Delete "$INSTDIR\icons\survey.ico"
  Delete "$INSTDIR\icons\package.ico"
  Delete "$INSTDIR\icons\surveyapp.ico"
  RMDir "$INSTDIR\icons"
  Delete "$INSTDIR\Uninstall.exe"
  RMDir "$INSTDIR"
  !insertmacro RemoveShortcuts
  Delete "$DESKTOP\公众调查.lnk"
  Delete "$DESKTOP\Public survey.lnk"
  !insertmacro Dissociate "survey" "survey"
  !insertmacro Dissociate "svp" "package"
  !insertmacro Dissociate "svu" "update"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "${SETTINGS}"
  !insertmacro TellExplorer
SectionEnd
