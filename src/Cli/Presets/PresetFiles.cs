namespace ServerlessTraining.Cli.Presets;

/// <summary>Files that commands of presets write: whole or not at all, and never over one that says something else.</summary>
internal static class PresetFiles
{
    /// <returns>False where the file was there with this content.</returns>
    /// <exception cref="CliException">It is there with another one and <paramref name="force"/> is false, or it cannot be written.</exception>
    public static async Task<bool> WriteAsync(string file, byte[] content, bool force, CancellationToken cancellationToken)
    {
        try
        {
            if (File.Exists(file))
            {
                if ((await File.ReadAllBytesAsync(file, cancellationToken)).AsSpan().SequenceEqual(content)) return false;
                if (!force) throw new CliException($"'{file}' is there with another content and is not overwritten. Give --force, or name another file.");
            }

            string folder = Path.GetDirectoryName(file)!;
            Directory.CreateDirectory(folder);
            string part = $"{file}.{Environment.ProcessId}.part";
            try
            {
                await File.WriteAllBytesAsync(part, content, cancellationToken);
                File.Move(part, file, overwrite: force);
            }
            finally
            {
                File.Delete(part);
            }

            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"'{file}' cannot be written: {error.Message}", error);
        }
    }

    /// <summary>A path below the folder that the command runs in.</summary>
    public static string Inside(string path)
    {
        string folder = Path.GetFullPath(Directory.GetCurrentDirectory());
        string file = Path.GetFullPath(path);
        return file.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? file
            : throw new CliException($"'{path}' lies outside of '{folder}'. Name a file in this folder or below it.");
    }

    /// <summary>As a person would type it.</summary>
    public static string Shown(string file) => Path.GetRelativePath(Directory.GetCurrentDirectory(), file);
}
