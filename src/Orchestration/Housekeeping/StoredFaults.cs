using System.Net;
using System.Text.Json;
using Azure;
using ServerlessTraining.Domain;

namespace ServerlessTraining.Orchestration.Housekeeping;

/// <summary>Tells what is damaged from what could not be asked.</summary>
internal static class StoredFaults
{
    /// <summary>Null where the read comes through. A storage that cannot be reached is no fault of what is stored, so that goes on to the caller.</summary>
    public static async Task<string?> OfAsync(Func<Task> read)
    {
        try
        {
            await read();
            return null;
        }
        catch (ServerlessTrainingException damaged)
        {
            return damaged.Message;
        }
        catch (JsonException damaged)
        {
            return $"The document is damaged: {damaged.Message} Restore the row from a copy, or delete it.";
        }
        catch (RequestFailedException refused) when (refused.Status == (int)HttpStatusCode.InternalServerError)
        {
            // As the emulator answers for a blob whose file is gone.
            return $"The storage answers 500 ({refused.ErrorCode}) when what belongs to it is read. On a laptop a file of the data folder is gone: restore the folder from a copy.";
        }
    }
}
