-- Asks Homeward's gateway whether a call may go on: http-request lua.homeward <url> <proxy key>
-- Yes: the identity headers are set. No: the gateway's answer goes to the client. No answer: 503, and nobody passes.

local identity = {
    "authorization", "homeward-subject", "homeward-subject-kind", "homeward-home-tenant", "homeward-tenant", "homeward-roles", "homeward-actor",
    "homeward-decision"
}
local told = { "www-authenticate", "retry-after", "content-type", "cache-control", "homeward-decision", "homeward-rule" }

-- The values of one header, whether they are counted from 0 or from 1.
local function values(headers, name)
    local found = {}
    for _, value in pairs((headers or {})[name] or {}) do
        found[#found + 1] = value
    end
    return found
end

local function refuse(txn, response)
    local reply = txn:reply()
    if response == nil or response.status == nil or response.status < 400 then
        reply:set_status(503)
        reply:add_header("retry-after", "1")
        reply:add_header("content-type", "application/problem+json")
        reply:set_body('{"type":"urn:homeward:problem:service-away","title":"The service is away","status":503}')
    else
        reply:set_status(response.status)
        for _, name in ipairs(told) do
            for _, value in ipairs(values(response.headers, name)) do
                reply:add_header(name, value)
            end
        end
        reply:set_body(response.body or "")
    end
    txn:done(reply)
end

core.register_action("homeward", { "http-req" }, function(txn, url, key)
    local headers = {
        ["homeward-proxy-key"] = { key },
        ["x-original-method"] = { txn.sf:method() },
        ["x-original-uri"] = { txn.sf:pathq() },
        ["x-forwarded-for"] = { txn.sf:src() }
    }
    local sent = txn.http:req_get_headers()
    for _, name in ipairs({ "authorization", "user-agent" }) do
        local all = values(sent, name)
        if #all > 0 then
            headers[name] = all
        end
    end
    local response = core.httpclient():get { url = url, headers = headers, timeout = 5000 }
    if response == nil or response.status ~= 200 then
        refuse(txn, response)
        return
    end
    for _, name in ipairs(identity) do
        local all = values(response.headers, name)
        if #all ~= 1 then
            refuse(txn, nil)
            return
        end
        txn.http:req_set_header(name, all[1])
    end
    txn:set_var("txn.homeward_passed", true)
end, 2)
