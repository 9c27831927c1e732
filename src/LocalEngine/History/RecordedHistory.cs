namespace ServerlessTraining.LocalEngine.History;

/// <summary>
/// The histories of one instance's executions, oldest first, as a text of lines: the first is the instance's id as it is, each other one event. Such files are kept
/// beside the tests of the
/// orchestrators and replayed in every build.
/// </summary>
internal sealed record RecordedHistory(string InstanceId, IReadOnlyList<IReadOnlyList<HistoryEvent>> Executions)
{
    public static RecordedHistory Read(TextReader lines)
    {
        string id = lines.ReadLine() is { Length: > 0 } first && !first.StartsWith('{')
            ? first
            : throw new LocalEngineException("A recorded history begins with a line that is the instance's id.");
        List<List<HistoryEvent>> executions = [[]];
        int number = 1;
        while (lines.ReadLine() is { } line)
        {
            number++;
            if (line.Length == 0) continue;
            if (executions[^1] is [.., ExecutionContinuedAsNew]) executions.Add([]);
            executions[^1].Add(ReadLine(line, number));
        }

        return executions[0].Count > 0 ? new(id, executions) : throw new LocalEngineException($"The recorded history of '{id}' has no events.");
    }

    public void Write(TextWriter lines)
    {
        lines.Write(InstanceId + '\n');
        foreach (HistoryEvent item in Executions.SelectMany(execution => execution)) lines.Write(HistoryJson.Write(item) + '\n');
    }

    private static HistoryEvent ReadLine(string line, int number)
    {
        try
        {
            return HistoryJson.Read(line);
        }
        catch (LocalEngineException misfit)
        {
            throw new LocalEngineException($"Line {number}: {misfit.Message}", misfit);
        }
    }
}
