using Microsoft.AspNetCore.Http;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.Presets;

/// <summary>Reads the queries of requests about one preset.</summary>
public static class PresetParameters
{
    private const int UsualPage = 100;

    /// <summary>Null for the current one.</summary>
    /// <exception cref="RequestException">It is no version.</exception>
    public static int? Version(IQueryCollection parameters)
    {
        RequestQuery query = new(parameters);
        int? version = query.Whole("version", 1, int.MaxValue);
        query.ThrowIfFaulty();
        return version;
    }

    /// <summary>Why something is done; null where nothing was said.</summary>
    /// <exception cref="RequestException">It is no such text.</exception>
    public static string? Description(IQueryCollection parameters)
    {
        RequestQuery query = new(parameters);
        string? description = query.Name("description");
        query.ThrowIfFaulty();
        return description;
    }

    /// <exception cref="RequestException">A parameter is wrong; all of them are told.</exception>
    public static (int Limit, string? Continuation) Page(IQueryCollection parameters)
    {
        RequestQuery query = new(parameters);
        (int Limit, string? Continuation) page = (query.Limit(1, 1000, UsualPage), query.Continuation());
        query.ThrowIfFaulty();
        return page;
    }

    /// <summary>Two versions to compare.</summary>
    /// <exception cref="RequestException">One of them is missing or none; all that is wrong is told.</exception>
    public static (int From, int To) Versions(IQueryCollection parameters)
    {
        const string Allowed = "a version, from 1,";
        RequestQuery query = new(parameters);
        (int? from, int? to) = (query.Whole("from", 1, int.MaxValue), query.Whole("to", 1, int.MaxValue));
        query.ThrowIfFaulty();
        List<FieldFault> missing = [];
        if (from is null) missing.Add(new FieldFault("from", null, Allowed));
        if (to is null) missing.Add(new FieldFault("to", null, Allowed));
        return missing.Count > 0 ? throw new RequestException(missing) : (from!.Value, to!.Value);
    }

    /// <summary>Under which name a file is to be saved, and by which id its save is known again.</summary>
    /// <exception cref="RequestException">A parameter is wrong; all of them are told.</exception>
    public static (string? Name, string? SaveId) Import(IQueryCollection parameters)
    {
        RequestQuery query = new(parameters);
        (string? Name, string? SaveId) import = (query.Name("name"), query.Name("save_id"));
        query.ThrowIfFaulty();
        return import;
    }

    /// <summary>For requests that have no parameters.</summary>
    /// <exception cref="RequestException">There is one.</exception>
    public static void None(IQueryCollection parameters) => new RequestQuery(parameters).ThrowIfFaulty();
}
