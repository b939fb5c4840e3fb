@echo off
rem Runs telemetry.jar, which is beside this script. TELEMETRY_JAVA_OPTS are options for Java, such as -Xmx1g.
setlocal
set "HOME_DIR=%~dp0"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" (
  set "JAVA=%JAVA_HOME%\bin\java.exe"
  goto run
)
where java >nul 2>nul
if errorlevel 1 (
  echo telemetry: Java not found: expected Java 17 or later in JAVA_HOME or on the PATH 1>&2
  exit /b 1
)
set "JAVA=java"
:run
rem A process without memory exits, so that a supervisor restarts it; its state is on the disk.
"%JAVA%" -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -Xshare:auto -Dfile.encoding=UTF-8 %TELEMETRY_JAVA_OPTS% -jar "%HOME_DIR%telemetry.jar" %*
exit /b %ERRORLEVEL%
