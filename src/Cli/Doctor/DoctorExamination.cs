using System.Diagnostics;
using ServerlessTraining.Models.Native;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Local;

namespace ServerlessTraining.Cli.Doctor;

/// <summary>Looks at the tools, native libraries and packages of a clone.</summary>
public static class DoctorExamination
{
    public static async Task<DoctorReport> RunAsync(RepositoryRoot root, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(root);
        List<DoctorFinding> findings =
        [
            await ToolAsync("dotnet", "Install the .NET 10 SDK.", root, cancellationToken),
            await ToolAsync("node", "Install Node 20 or newer.", root, cancellationToken),
        ];
        findings.AddRange(new NativeLibraryInventory(new NativeLibraryOptions { ManifestPath = root.NativeManifest }).Check().Select(FromNative));
        findings.AddRange(PackageSources.Read(root.PackageSources).Select(FromPackage));
        return new DoctorReport(BuildInfo.AzureRuntime, findings);
    }

    private static DoctorFinding FromNative(NativeLibraryStatus library) => new(
        library.Name, "native", library.Version, library.Source, library.Loads ? "loads" : "does not load", library.Loads, library.Error ?? library.Path);

    private static DoctorFinding FromPackage(PackageSource package)
    {
        bool missing = string.Equals(package.Source, "missing", StringComparison.Ordinal);
        if (!missing) return new DoctorFinding(package.Id, "package", package.Version, package.Source, "present", Ok: true, package.Origin);
        bool needed = string.Equals(BuildInfo.AzureRuntime, "azure", StringComparison.Ordinal);
        return needed
            ? new DoctorFinding(package.Id, "package", package.Version, "missing", "missing", Ok: false, "this build is for azure and needs it: use a complete registry")
            : new DoctorFinding(package.Id, "package", package.Version, package.StandIn ?? "missing", "stood in for", Ok: true, "not in the registry; only cloud builds need it");
    }

    private static async Task<DoctorFinding> ToolAsync(string name, string repair, RepositoryRoot root, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new(name, ["--version"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = root.Path,
        };
        try
        {
            using Process process = Process.Start(start)!;
            string said = (await process.StandardOutput.ReadToEndAsync(cancellationToken)).Trim();
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0
                ? new DoctorFinding(name, "tool", said.TrimStart('v'), "system", "present", Ok: true, Detail: null)
                : new DoctorFinding(name, "tool", Version: null, "system", "does not run", Ok: false, repair);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return new DoctorFinding(name, "tool", Version: null, "missing", "missing", Ok: false, repair);
        }
    }
}
