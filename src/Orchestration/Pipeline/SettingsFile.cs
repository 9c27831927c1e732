using Microsoft.Extensions.Configuration;
using ServerlessTraining.Domain;
using ServerlessTraining.Orchestration.Local;

namespace ServerlessTraining.Orchestration.Pipeline;

/// <summary>A file of settings: the one that a setting names, that of the clone, or the one that was published beside the app.</summary>
/// <param name="What">That it has, for messages.</param>
/// <param name="Setting">That names another file.</param>
/// <param name="Name">In the folder configs.</param>
/// <param name="Default">What is taken without a file, for messages.</param>
internal sealed record SettingsFile(string What, string Setting, string Name, string Default)
{
    /// <summary>What <paramref name="read"/> makes of an empty text where no file is named and none is there.</summary>
    /// <param name="read">From the text and the path, which begins the text of an error.</param>
    /// <exception cref="ServerlessTrainingException">The file that is named is not there, or something in the file is wrong.</exception>
    public T Load<T>(IConfiguration configuration, Func<string, string, T> read)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return Load(configuration[Setting], RepositoryRoot.Find()?.Path, AppContext.BaseDirectory, read);
    }

    /// <param name="chosen">The setting; relative to the clone, or else to the app.</param>
    /// <param name="clone">Null where there is none, as in Azure.</param>
    /// <param name="app">The folder of the program.</param>
    internal T Load<T>(string? chosen, string? clone, string app, Func<string, string, T> read)
    {
        if (!string.IsNullOrWhiteSpace(chosen)) return Read(Path.GetFullPath(chosen, clone ?? app), named: true, read);
        string? found = new[] { clone, app }.OfType<string>().Select(folder => Path.Combine(folder, "configs", Name)).FirstOrDefault(File.Exists);
        return found is null ? read("{}", Name) : Read(found, named: false, read);
    }

    private T Read<T>(string path, bool named, Func<string, string, T> read)
    {
        try
        {
            return read(File.ReadAllText(path), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            string repair = named ? $"Set {Setting} to a file that can be read, or to nothing" : "Make it readable, or delete it";
            throw new ServerlessTrainingException($"The {What} cannot be read from '{path}': {error.Message} {repair} for the {Default}.", error);
        }
    }
}
