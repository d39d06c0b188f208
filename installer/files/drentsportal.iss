; Setup for Windows, for one user and without rights of an administrator.
; Rendered by `build_installer.py windows`; what stands between @ is filled in there.
; Silent: drentsportal-@VERSION@-setup.exe /VERYSILENT /SUPPRESSMSGBOXES /NORESTART
; Silent removal: unins000.exe /VERYSILENT /SUPPRESSMSGBOXES /NORESTART

[Setup]
AppId={{7D0F0C5A-5A4B-4C0E-9B53-0C6C5F0E8A21}
AppName=@TITLE@
AppVersion=@VERSION@
AppVerName=@TITLE@ @VERSION@
VersionInfoVersion=@WINDOWS_VERSION@
DefaultDirName={localappdata}\Programs\@NAME@
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0
ChangesAssociations=yes
CloseApplications=yes
ShowLanguageDialog=auto
UsePreviousLanguage=yes
LicenseFile=@ROOT@\LICENSE
SetupIconFile=@ICON@
UninstallDisplayIcon={app}\@NAME@-window.exe
OutputDir=@DIST@
OutputBaseFilename=@NAME@-@VERSION@-setup
Compression=lzma2
SolidCompression=yes
WizardStyle=modern

[Languages]
Name: "nl"; MessagesFile: "compiler:Languages\Dutch.isl"
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"

[CustomMessages]
nl.FileType=Werkruimte van @TITLE@
en.FileType=@TITLE@ workspace
de.FileType=Arbeitsbereich von @TITLE@
nl.DesktopIcon=Pictogram op het bureaublad
en.DesktopIcon=Icon on the desktop
de.DesktopIcon=Symbol auf dem Desktop
nl.Start=@TITLE@ starten
en.Start=Start @TITLE@
de.Start=@TITLE@ starten

[Tasks]
Name: "desktopicon"; Description: "{cm:DesktopIcon}"; Flags: unchecked

; An update puts the whole program anew: a file that the new version has no use for goes.
[InstallDelete]
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "@BUNDLE@\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{userprograms}\@TITLE@"; Filename: "{app}\@NAME@-window.exe"
Name: "{userdesktop}\@TITLE@"; Filename: "{app}\@NAME@-window.exe"; Tasks: desktopicon

[Registry]
Root: HKCU; Subkey: "Software\Classes\.drents"; ValueType: string; ValueData: "drentsportal.workspace"; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKCU; Subkey: "Software\Classes\drentsportal.workspace"; ValueType: string; ValueData: "{cm:FileType}"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\drentsportal.workspace\DefaultIcon"; ValueType: string; ValueData: "{app}\@NAME@-window.exe,0"
Root: HKCU; Subkey: "Software\Classes\drentsportal.workspace\shell\open\command"; ValueType: string; ValueData: """{app}\@NAME@-window.exe"" ""%1"""

[Run]
Filename: "{app}\@NAME@-window.exe"; Description: "{cm:Start}"; Flags: nowait postinstall skipifsilent
