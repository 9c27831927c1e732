namespace ServerlessTraining.Models.Native;

/// <summary>Whether a native library loads on this machine. <see cref="Error"/> is null exactly when it does.</summary>
public sealed record NativeLibraryStatus(string Name, string? Version, string Source, string? Path, bool Loads, string? Error);
