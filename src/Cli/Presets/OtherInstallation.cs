using System.Net;
using Microsoft.Extensions.Configuration;

namespace ServerlessTraining.Cli.Presets;

/// <summary>Another installation of the product, with an address and a key of its own. The key comes from a file or the environment: what stands on a command line is
/// seen by everybody on the machine.</summary>
internal static class OtherInstallation
{
    /// <param name="context">Of this installation.</param>
    /// <param name="url">Of the other one.</param>
    /// <param name="keyFile">Null where the setting has the key.</param>
    /// <param name="setting">Such as ST_TO_KEY.</param>
    /// <param name="option">Of the file, for the message.</param>
    public static CliContext At(CliContext context, Uri url, FileInfo? keyFile, string setting, string option)
    {
        string? key = keyFile is null ? context.Configuration[setting] : File.ReadAllText(keyFile.FullName).Trim();
        if (string.IsNullOrEmpty(key)) throw new CliException($"A key for {url} is needed: {option} FILE with the key in it, or {setting} in the environment.");
        Dictionary<string, string?> settings = new() { ["ST_URL"] = url.ToString(), ["ST_KEY"] = key };
        return context with { Configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), Root = null };
    }

    public static async Task<T> AskAsync<T>(Uri url, string setting, string option, Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (CliException refused) when (refused.Status == HttpStatusCode.Unauthorized)
        {
            throw new CliException($"{url} wants another key. Give it by {option} FILE, or by {setting} in the environment.", refused);
        }
        catch (CliException failed) when (failed.InnerException is HttpRequestException)
        {
            throw new CliException($"Nothing answers at {url}. See that the product runs there, and that this machine may reach it.", failed);
        }
        catch (CliException failed)
        {
            throw new CliException($"{url}: {failed.Message}", failed) { Status = failed.Status };
        }
    }
}
